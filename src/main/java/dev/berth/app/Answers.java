package dev.berth.app;

import dev.berth.report.DecisionReport;
import dev.berth.report.Document;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The read-only API: what the daemon knows, and nothing that changes anything. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "berth")
@Singleton
public class Answers {
    private final Board board;

    Answers(Board board) {
        this.board = board;
    }

    @GET
    @Path("policies")
    @Operation(
            summary =
                    "Every policy with its conditions, berths and open migrations; and what is wrong with files left out",
            description = "Each of policies has the fields of berth status -o json, and beside those file, mode, at,"
                    + " readySince, waiting, strays and lastMigration.")
    public Map<String, Object> policies() {
        return Document.of(
                "policies",
                board.entries().stream().map(Wording::policy).toList(),
                "violations",
                DecisionReport.documents(board.flaws()));
    }

    @GET
    @Path("policies/{namespace}/{name}")
    @Operation(summary = "One policy")
    public Map<String, Object> policy(String namespace, String name) {
        return board.entries().stream()
                .filter(entry -> entry.finding().policy().namespace().equals(namespace)
                        && entry.finding().policy().name().equals(name))
                .map(Wording::policy)
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("migrations")
    @Operation(
            summary = "Every migration in the records, oldest first",
            description = "Each has the fields of berth history -o json.")
    public List<Map<String, Object>> migrations() {
        return Wording.migrations(board.entries());
    }

    @GET
    @Path("berths")
    @Operation(summary = "Every berth whose container is there: where it is, and where it should be")
    public List<Map<String, Object>> berths() {
        return board.entries().stream()
                .flatMap(entry -> Wording.berths(entry).stream())
                .toList();
    }
}
