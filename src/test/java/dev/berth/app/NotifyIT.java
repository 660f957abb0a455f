package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever a policy names is told how a migration of it ended. */
@Timeout(120)
class NotifyIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @Test
    void aMigrationAndItsWayBackAreTold() throws IOException {
        try (var hearer = new Hearer(204)) {
            tell(hearer);

            stack.berth("apply", "--yes").ends(0);
            stack.berth("rollback").ends(0);

            assertThat(hearer.heard()).hasSize(2).allMatch(heard -> heard.startsWith("POST application/json "));
            var migrated = document(hearer, 0);
            assertThat(migrated.path("state").asText()).isEqualTo("migrated");
            assertThat(migrated.path("text").asText())
                    .contains(migrated.path("migration").asText(), ": migrated in ");
            assertThat(migrated.path("berths")).hasSize(1);
            assertThat(document(hearer, 1).path("state").asText()).isEqualTo("rolledBack");
        }
    }

    @Test
    void whoTakesNoNewsKeepsNothingFromMovingAndItsAddressIsNotPrinted() throws IOException {
        try (var hearer = new Hearer(500)) {
            tell(hearer);

            var ran = stack.berth("apply", "--yes");

            ran.ends(0).says("warning: notify[0] was not told: it answered with status 500");
            assertThat(ran.out() + ran.err()).doesNotContain("canary-token");
            assertThat(hearer.heard()).as("it is tried twice").hasSize(2);
            stack.assertMigratedAndOldPortsSilent();
        }
    }

    @Test
    void anAddressThatNobodyGaveIsNamedByItsVariable() {
        stack.policy("spec:\n", "spec:\n  notify: [{webhook: {url: {env: BERTH_IT_NO_SUCH_VARIABLE}}}]\n");

        stack.berth("apply", "--yes")
                .ends(0)
                .says(
                        "warning: notify[0] was not told: variable BERTH_IT_NO_SUCH_VARIABLE is neither in the environment");
    }

    /** The address comes from a file, as one with a token would. */
    private void tell(Hearer hearer) throws IOException {
        Files.createDirectories(stack.state());
        Files.writeString(stack.state().resolve("webhook"), hearer.address() + "\n");
        stack.policy("spec:\n", "spec:\n  notify: [{webhook: {url: {file: .berth/webhook}}}]\n");
    }

    private static JsonNode document(Hearer hearer, int number) throws IOException {
        return new ObjectMapper().readTree(hearer.heard().get(number).substring("POST application/json ".length()));
    }
}
