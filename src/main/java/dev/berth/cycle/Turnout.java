package dev.berth.cycle;

import dev.berth.observe.Attendance;
import dev.berth.observe.Sources;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep.AwaitAnswer;
import dev.berth.plan.ProbeStep.ConfirmAnswer;
import dev.berth.plan.Step;
import dev.berth.policy.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many sessions the databases of a plan have, on either side of it. */
public record Turnout(Sources.Sessions sessions, Plan plan) {
    /** Where they are before it. */
    public List<Attendance> before() {
        return at(step -> step instanceof ConfirmAnswer answer ? Stream.of(answer.endpoint()) : Stream.of());
    }

    /** Where they are after it. */
    public List<Attendance> after() {
        return at(step -> step instanceof AwaitAnswer answer ? Stream.of(answer.endpoint()) : Stream.of());
    }

    private List<Attendance> at(Function<Step, Stream<Endpoint>> places) {
        return plan
                .steps()
                .flatMap(places)
                .collect(Collectors.toMap(
                        Endpoint::database, endpoint -> endpoint, (first, another) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .map(endpoint -> sessions.count(endpoint, plan.root()))
                .toList();
    }
}
