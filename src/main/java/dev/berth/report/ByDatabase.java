package dev.berth.report;

import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What steps of one kind left, by the databases that they are about. */
final class ByDatabase {
    private ByDatabase() {}

    /** @param words what steps left, by their ids; a step that is not there is left out */
    static <S extends Step> Map<String, String> of(
            Plan plan, Map<String, String> words, Class<S> kind, Function<S, String> database) {
        var found = new LinkedHashMap<String, String>();
        plan.steps()
                .filter(kind::isInstance)
                .map(kind::cast)
                .forEach(step -> Optional.ofNullable(words.get(step.id()))
                        .ifPresent(left -> found.put(database.apply(step), left)));
        return found;
    }
}
