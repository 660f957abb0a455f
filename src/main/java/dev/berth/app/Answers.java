package dev.berth.app;

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
    private final Desk desk;

    Answers(Station station) {
        this.desk = station.desk();
    }

    @GET
    @Path("policies")
    @Operation(
            summary =
                    "Every policy with its conditions, berths and open migrations; and what is wrong with files left out",
            description =
                    "On a host each of policies has the fields of berth status -o json, and beside those file, mode,"
                            + " at, readySince, waiting, strays and lastMigration; in a cluster those of its status.")
    public Map<String, Object> policies() {
        return desk.policies();
    }

    @GET
    @Path("policies/{namespace}/{name}")
    @Operation(summary = "One policy")
    public Map<String, Object> policy(String namespace, String name) {
        return desk.policy(namespace, name).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("migrations")
    @Operation(
            summary = "Every migration in the records, oldest first",
            description = "Each has the fields of berth history -o json.")
    public List<Map<String, Object>> migrations() {
        return desk.migrations();
    }

    @GET
    @Path("berths")
    @Operation(summary = "Every berth that can be told: where it is, and where it should be")
    public List<Map<String, Object>> berths() {
        return desk.berths();
    }
}
