package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who the engine is and which API both sides speak.
 *
 * @param version the engine's own, such as {@code 20.10.24}
 */
record Greeting(String version, ApiVersion api) {
    /** Docker 20.10, the oldest engine that is supported. */
    static final ApiVersion OLDEST = new ApiVersion(1, 41);
    /** Docker 25 speaks it, and Docker 29 still accepts it. */
    static final ApiVersion NEWEST = new ApiVersion(1, 44);

    /** What an engine says of itself: its version, the newest API that it speaks and the oldest. */
    record Claim(String version, Optional<ApiVersion> newest, Optional<ApiVersion> oldest) {
        private static final Pattern SERVER = Pattern.compile("Docker/(\\S+).*");

        /** From {@code GET /_ping}, which is quick but does not say the oldest. */
        static Claim ofPing(Reply ping) {
            var server = SERVER.matcher(ping.header("Server").orElse(""));
            return new Claim(
                    server.matches() ? server.group(1) : "?",
                    ping.header("Api-Version").flatMap(ApiVersion::of),
                    Optional.empty());
        }

        /** From {@code GET /version}, for which Docker 20.10 runs three programs. */
        static Claim ofVersion(JsonNode version) {
            return new Claim(
                    version.path("Version").asText("?"),
                    ApiVersion.of(version.path("ApiVersion").asText("")),
                    ApiVersion.of(version.path("MinAPIVersion").asText("")));
        }

        /** Whether the oldest version matters: engines newer than berth may have dropped what berth speaks. */
        boolean beyond() {
            return newest.filter(version -> version.compareTo(NEWEST) > 0).isPresent();
        }
    }

    /**
     * The newest version that both speak.
     *
     * @throws Unanswered when there is none
     */
    static Greeting negotiate(Claim claim) throws Unanswered {
        var newest = claim.newest()
                .orElseThrow(() -> new Unanswered("what answers is no Docker engine", "check the address"));
        if (!newest.atLeast(OLDEST)) {
            throw new Unanswered(
                    "Docker " + claim.version() + " is too old: it speaks API " + newest + ", needed is " + OLDEST,
                    "upgrade Docker to 20.10 or newer");
        }
        var oldest = claim.oldest().orElse(OLDEST);
        if (!NEWEST.atLeast(oldest)) {
            throw new Unanswered(
                    "Docker " + claim.version() + " is too new: it speaks API " + oldest
                            + " or newer, this berth up to " + NEWEST,
                    "use a newer berth, or set DOCKER_MIN_API_VERSION=" + NEWEST + " for the engine");
        }
        return new Greeting(claim.version(), newest.atLeast(NEWEST) ? NEWEST : newest);
    }
}
