package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Turns the create body of a copy into that of an empty server to restore into; PostgreSQL's by the variables that the
 * official image and its kin take when their data folder is empty.
 */
final class SpareBody {
    private static final Set<String> OURS = Set.of(
            "POSTGRES_USER",
            "POSTGRES_PASSWORD",
            "POSTGRES_DB",
            "POSTGRES_HOST_AUTH_METHOD",
            "POSTGRES_USER_FILE",
            "POSTGRES_PASSWORD_FILE",
            "POSTGRES_DB_FILE");

    /**
     * What is thrown away need not survive a power cut, but must do with little memory; {@code summarize_wal}, where the
     * original has it, refuses to start beside a lesser {@code wal_level}.
     */
    private static final List<String> FAST = List.of(
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off",
            "wal_level=replica",
            "max_wal_senders=0",
            "archive_mode=off",
            "autovacuum=off",
            "huge_pages=off",
            "shared_buffers=128MB",
            "maintenance_work_mem=64MB",
            "max_parallel_workers=0",
            "max_wal_size=4GB");

    private static final long MEMORY = 1L << 30;

    private SpareBody() {}

    /** @param superuser whom the new cluster is made by */
    static void empty(ObjectNode body, String superuser, String password) {
        var variables = Json.object().putArray("Env");
        Json.items(body.path("Env"))
                .filter(variable -> !OURS.contains(variable.asText().split("=", 2)[0]))
                .forEach(variables::add);
        variables
                .add("POSTGRES_USER=" + superuser)
                .add("POSTGRES_PASSWORD=" + password)
                .add("POSTGRES_DB=postgres");
        body.set("Env", variables);
        // Scripts that fill a new database would be in the way of what is restored.
        host(body).withObject("/Tmpfs").put("/docker-entrypoint-initdb.d", "");
        host(body).set("Mounts", withoutScripts(host(body).path("Mounts")));
    }

    /** Bounds its memory; @param data how much of it a server must hold in memory, in bytes. */
    static void bounded(ObjectNode body, long data) {
        // Docker refuses a reservation above the limit; who may not be killed would have the host stand still.
        host(body).remove(List.of("MemoryReservation", "OomKillDisable"));
        long limit = MEMORY + 2 * data;
        host(body).put("Memory", limit).put("MemorySwap", limit);
    }

    /** Volumes that an image must not fill, because all that is to be in them comes from a backup. */
    static void unfilled(ObjectNode body) {
        Json.items(host(body).path("Mounts"))
                .filter(mount -> mount.path("Type").asText().equals("volume"))
                .forEach(mount ->
                        ((ObjectNode) mount).withObject("/VolumeOptions").put("NoCopy", true));
    }

    /** Has PostgreSQL forgo what nobody will miss of it. */
    static void fast(ObjectNode body) {
        var command = body.path("Cmd");
        var first = command.path(0).asText("");
        if (command instanceof ArrayNode words && (first.equals("postgres") || first.startsWith("-"))) {
            FAST.forEach(setting -> words.add("-c").add(setting));
        }
    }

    private static ObjectNode host(ObjectNode body) {
        return (ObjectNode) body.path("HostConfig");
    }

    private static ArrayNode withoutScripts(JsonNode mounts) {
        var kept = Json.object().putArray("Mounts");
        Json.items(mounts)
                .filter(mount -> !mount.path("Target").asText().startsWith("/docker-entrypoint-initdb.d"))
                .forEach(kept::add);
        return kept;
    }
}
