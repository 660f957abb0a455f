package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plan.ContainerStep;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way that a person goes, there and back. */
@Timeout(180)
@Tag("alone")
class HappyPathIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main"), Moored.redis("cache")));

    private final TinyStack stack = STAGE.stack();

    @Test
    void aPlanIsPrintedAndChangesNothing() throws Exception {
        var text = stack.berth("plan", "--steps").ends(10);
        var json = stack.berth("plan", "-o", "json").ends(10);

        text.says("2 berths to move", "main", String.valueOf(stack.first().after()), "because");
        assertThat(document(json).path("moves")).hasSize(2);
        assertThat(text.out()).contains(document(json).path("hash").asText());
        stack.assertAsBefore();
    }

    @Test
    void databasesMoveAndComeBack() throws Exception {
        var first = stack.first();
        try (var writers = new Writers(stack)) {
            stack.berth("apply", "--yes").ends(0).says("migrated");

            writers.awaitMore();
            writers.assertNothingLost();
        }
        stack.assertMigrated();
        stack.berth("plan").ends(0).says("in sync");
        stack.berth("apply", "--yes").ends(0).says("in sync");
        stack.berth("health").ends(0).says("✅ PostgreSQL (" + first.after() + "): healthy");
        stack.berth("status").ends(0).says("main", "yes", "berth rollback");
        stack.berth("history").ends(0).says("soaking");
        assertThat(document(stack.berth("status", "-o", "json").ends(0)).path("openMigrations"))
                .hasSize(1);
        assertThat(document(stack.berth("history", "-o", "json").ends(0)).path("migrations"))
                .hasSize(1);

        first.insert(first.after(), 77);
        stack.berth("rollback").ends(0).says("answers again");

        assertThat(first.rows(first.before())).contains(77L);
        stack.assertAsBefore();
        stack.berth("rollback").ends(3).says("nothing to take back");
        stack.berth("history").ends(0).says("rolled back");
    }

    @Test
    void nothingStartsAParkedContainerByItself() {
        var parked = stack.container("main") + "-berth-parked";
        var policies = new ArrayList<String>();
        var look = Planted.after(
                stack,
                ContainerStep.ParkContainer.class,
                () -> policies.add(Shell.docker("inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", parked)));

        stack.berth(new Ran.Way().between(look), "apply", "--yes").ends(0);

        assertThat(policies).containsExactly("no");
    }

    @Test
    void applyAsksFirst() {
        stack.berth(new Ran.Way().typing("no\n"), "apply").ends(3).says("not confirmed");
        stack.berth(new Ran.Way().typing(""), "apply").ends(3).says("not confirmed");
        stack.berth("apply").ends(3).says("nobody can answer here", "--yes");

        stack.assertAsBefore();
    }

    @Test
    void aPersonWhoSaysYesIsObeyed() {
        stack.berth(new Ran.Way().typing("yes\n"), "apply").ends(0);

        stack.assertMigrated();
    }

    @Test
    void onlyTheApprovedPlanRuns() throws Exception {
        var hash = document(stack.berth("plan", "-o", "json")).path("hash").asText();
        var wrong = (hash.startsWith("0") ? "1" : "0") + hash.substring(1);
        stack.berth("apply", "--approve", wrong).ends(3).says(hash);
        stack.assertAsBefore();

        stack.berth("apply", "--approve", hash).ends(0);

        stack.assertMigrated();
    }

    @Test
    void anApprovedPlanIsStaleOnceAFileChanged() throws Exception {
        var env = stack.folder().resolve(".env");
        var was = Files.readString(env);
        var hash = document(stack.berth("plan", "-o", "json")).path("hash").asText();
        Files.writeString(env, was + "# one more\n");

        stack.berth("apply", "--approve", hash)
                .ends(3)
                .says("the approval names plan " + hash, "look at the plan again", "nothing was changed");

        Files.writeString(env, was);
        stack.assertAsBefore();
    }

    @Test
    void aStoppedDatabaseIsRefused() {
        Shell.docker("stop", stack.container("cache"));

        stack.berth("apply", "--yes").ends(3).says("cache");

        Shell.docker("start", stack.container("cache"));
        stack.assertAsBefore();
    }

    static JsonNode document(Ran ran) throws Exception {
        try (var parser = new ObjectMapper().createParser(ran.out())) {
            JsonNode document = parser.readValueAsTree();
            assertThat(parser.nextToken()).as("one document").isNull();
            return document;
        }
    }
}
