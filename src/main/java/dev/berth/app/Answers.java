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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The read-only API: what the daemon knows, and nothing that changes anything. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "berth")
@Singleton
public class Answers {
    private static final String UNWATCHED = "In a cluster: it is not watched now, or its API server does not answer.";

    private final Desk desk;

    Answers(Station station) {
        this.desk = station.desk();
    }

    @GET
    @Path("policies")
    @Operation(summary = "Every policy; and what is wrong with files left out")
    @APIResponse(
            responseCode = "200",
            description =
                    "On a host each of policies is a HostPolicy; in a cluster a ClusterPolicy, and no violations.",
            content = @Content(schema = @Schema(ref = "Policies")))
    @APIResponse(responseCode = "503", description = UNWATCHED)
    public Map<String, Object> policies() {
        return desk.policies();
    }

    @GET
    @Path("policies/{namespace}/{name}")
    @Operation(summary = "One policy")
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content = @Content(schema = @Schema(ref = "Policy")))
    @APIResponse(responseCode = "404", description = "There is none of this name.")
    @APIResponse(responseCode = "503", description = UNWATCHED)
    public Map<String, Object> policy(String namespace, String name) {
        return desk.policy(namespace, name).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("migrations")
    @Operation(summary = "Every migration in the records, oldest first; in a cluster rehearsals, too")
    @APIResponse(
            responseCode = "200",
            description = "The migrations.",
            content = @Content(schema = @Schema(ref = "Migrations")))
    @APIResponse(responseCode = "503", description = UNWATCHED)
    public List<Map<String, Object>> migrations() {
        return desk.migrations();
    }

    @GET
    @Path("berths")
    @Operation(summary = "Every berth that can be told: where it is, and where it should be")
    @APIResponse(
            responseCode = "200",
            description = "The berths.",
            content = @Content(schema = @Schema(ref = "Berths")))
    @APIResponse(responseCode = "503", description = UNWATCHED)
    public List<Map<String, Object>> berths() {
        return desk.berths();
    }
}
