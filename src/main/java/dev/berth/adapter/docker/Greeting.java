package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;

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

    /**
     * The newest version that both speak, from the answer to {@code GET /version}.
     *
     * @throws Unanswered when there is none
     */
    static Greeting negotiate(JsonNode answer) throws Unanswered {
        var version = answer.path("Version").asText("?");
        var newest = ApiVersion.of(answer.path("ApiVersion").asText(""));
        var oldest = ApiVersion.of(answer.path("MinAPIVersion").asText("")).orElse(OLDEST);
        if (newest.isEmpty()) {
            throw new Unanswered("what answers is no Docker engine", "check the address");
        }
        if (!newest.get().atLeast(OLDEST)) {
            throw new Unanswered(
                    "Docker " + version + " is too old: it speaks API " + newest.get() + ", needed is " + OLDEST,
                    "upgrade Docker to 20.10 or newer");
        }
        if (!NEWEST.atLeast(oldest)) {
            throw new Unanswered(
                    "Docker " + version + " is too new: it speaks API " + oldest + " or newer, this berth up to "
                            + NEWEST,
                    "use a newer berth, or set DOCKER_MIN_API_VERSION=" + NEWEST + " for the engine");
        }
        return new Greeting(version, newest.get().atLeast(NEWEST) ? NEWEST : newest.get());
    }
}
