package dev.berth.engine;

/** Why a server should not be stopped, and what would lift that. */
public record Objection(String reason, String remedy) {
    String words() {
        return reason + " — " + remedy;
    }
}
