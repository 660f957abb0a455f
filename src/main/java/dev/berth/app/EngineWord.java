package dev.berth.app;

import dev.berth.plan.Decision.Refusal;
import java.util.Map;

/** Says once that an engine can't be heard any more, and once that it can again. */
final class EngineWord {
    private final EventLog log;
    private Map<String, Refusal> before = Map.of();

    EngineWord(EventLog log) {
        this.log = log;
    }

    /** @param lost why each of the engines can't be heard now, by its host */
    void say(Map<String, Refusal> lost) {
        lost.forEach((host, why) -> {
            if (!before.containsKey(host)) {
                log.warn("EngineLost", why.toString());
            }
        });
        before.keySet().stream()
                .filter(host -> !lost.containsKey(host))
                .forEach(host -> log.say("EngineBack", host + " answers again"));
        before = lost;
    }
}
