package dev.berth.execute.sim;

import dev.berth.cycle.ClusterClients;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.Substitution;
import dev.berth.plan.Substitution.Standing;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.ValuePlace;
import dev.berth.policy.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A simulated cluster: one Service, the values of its clients, and their pods, which read the values when they start.
 *
 * <p>After every single change it holds that no pod knows a port that the Service does not have.
 */
public final class Town implements Effects {
    private final Points points;
    private final TreeSet<Integer> ports = new TreeSet<>(List.of(5432));
    private final TreeMap<String, String> values = new TreeMap<>();
    private final TreeMap<String, String> marks = new TreeMap<>(Map.of("web", "", "worker", ""));
    private final List<Pod> pods = new ArrayList<>();
    private int time;

    /** One pod with the values that it read, and the mark of its template. */
    private record Pod(String workload, int made, String mark, Map<String, String> read) {}

    public Town(Points points) {
        this.points = points;
        values.put(ClusterClients.CONFIG.toString(), "5432");
        values.put(ClusterClients.SECRET.toString(), "postgres://shop:hunter2@main:5432/shop");
        values.put(ClusterClients.VARIABLE.toString(), "5432");
        List.of("web", "web", "worker").forEach(this::start);
    }

    public ClusterFacts facts() {
        var namesAndPorts = ports.stream()
                .flatMap(port -> List.<Object>of("p" + port, port).stream())
                .toArray();
        return ClusterClients.facts(holders(), namesAndPorts);
    }

    private List<Holder> holders() {
        return List.of(
                ClusterClients.holder(ClusterClients.CONFIG, value(ClusterClients.CONFIG)),
                ClusterClients.holder(ClusterClients.SECRET, value(ClusterClients.SECRET)),
                ClusterClients.workload("web", ClusterClients.LONG_AGO),
                ClusterClients.workload("worker", ClusterClients.LONG_AGO, value(ClusterClients.VARIABLE)));
    }

    private String value(ValuePlace place) {
        return values.getOrDefault(place.toString(), "");
    }

    /** A pod ends without anybody's order, and another starts in its place. */
    public void evict() {
        var first = pods.remove(0);
        start(first.workload());
    }

    /** Everything but who started when, and for whom. */
    @Override
    public String toString() {
        return ports + " " + values + " "
                + pods.stream().map(pod -> pod.workload() + pod.read()).sorted().collect(Collectors.joining(" "));
    }

    private void start(String workload) {
        time++;
        pods.add(new Pod(workload, time, mark(workload), Map.copyOf(values)));
    }

    private String mark(String workload) {
        return marks.getOrDefault(workload, "");
    }

    private void changed(String what) {
        var known = pods.stream()
                .flatMap(pod -> pod.read().values().stream())
                .map(text -> text.contains("7000") ? 7000 : 5432)
                .toList();
        if (!ports.containsAll(known)) {
            throw new AssertionError("after " + what + " a pod knows a port that is gone: " + this);
        }
        points.pass(what);
    }

    @Override
    public Effect of(String migration, Plan plan, Step step, Map<String, String> evidence) {
        WorldEffects.Making making = (look, act, back) -> new SimEffect(points, step.id(), look, act, back);
        if (step instanceof ServiceStep service) {
            return service(service, making);
        }
        if (step instanceof WorkloadStep workload) {
            return workload.match(new Clients(plan, evidence, making));
        }
        return making.of(
                () -> false, () -> step instanceof ProbeStep ? Attempt.done() : Attempt.notDone("?"), Attempt::done);
    }

    private Effect service(ServiceStep step, WorldEffects.Making making) {
        if (step instanceof ServiceStep.AddPorts) {
            return making.of(() -> ports.contains(7000), () -> port(7000, true), () -> port(7000, false));
        }
        return step instanceof ServiceStep.RemoveOldPorts
                ? making.of(() -> !ports.contains(5432), () -> port(5432, false), Attempt::done)
                : making.of(() -> false, Attempt::done, Attempt::done);
    }

    private Attempt port(int port, boolean there) {
        if (there ? ports.add(port) : ports.remove(port)) {
            changed((there ? "adding " : "removing ") + port);
        }
        return Attempt.done();
    }

    /** The steps on clients, as they are made real on an API server. */
    private final class Clients implements WorkloadStep.Cases<Effect> {
        private final Plan plan;
        private final Map<String, String> evidence;
        private final WorldEffects.Making making;

        Clients(Plan plan, Map<String, String> evidence, WorldEffects.Making making) {
            this.plan = plan;
            this.evidence = evidence;
            this.making = making;
        }

        @Override
        public Effect confirmWorkload(WorkloadStep.ConfirmWorkload step) {
            String name = step.workload().name();
            var confirmed = Optional.ofNullable(evidence.get(step.id())).map(Integer::valueOf);
            return making.of(() -> false, () -> new Attempt.Done(String.valueOf(newest(name))), () -> {
                if (confirmed.isPresent()
                        && (newest(name) > confirmed.get()
                                || mark(name).startsWith(mark(step.workload(), step.id())))) {
                    restart(name, mark(step.workload(), step.id()) + " back");
                }
                return Attempt.done();
            });
        }

        @Override
        public Effect patchValue(WorkloadStep.PatchValue step) {
            return making.of(
                    () -> stands(step.place(), step.substitution(), Standing.AFTER),
                    () -> forth(step),
                    () -> back(step));
        }

        private Attempt forth(WorkloadStep.PatchValue step) {
            if (stands(step.place(), step.substitution(), Standing.BEFORE)) {
                write(step, step.substitution()::forth, "");
            }
            return stands(step.place(), step.substitution(), Standing.AFTER)
                    ? Attempt.done()
                    : Attempt.notDone("somebody else wrote it");
        }

        private Attempt back(WorkloadStep.PatchValue step) {
            boolean earlier = plan.before(step).stream()
                    .anyMatch(one -> stands(step.place(), one.substitution(), Standing.BEFORE));
            if (stands(step.place(), step.substitution(), Standing.AFTER)) {
                write(step, step.substitution()::back, " back");
            }
            return earlier || stands(step.place(), step.substitution(), Standing.BEFORE)
                    ? Attempt.done()
                    : Attempt.notDone("somebody else wrote it");
        }

        /** The variable of a workload and the mark of its template are one write, and its controller does the rest. */
        private void write(WorkloadStep.PatchValue step, UnaryOperator<String> change, String way) {
            values.compute(step.place().toString(), (place, text) -> change.apply(text == null ? "" : text));
            step.place()
                    .workload()
                    .ifPresent(workload -> marks.put(workload.name(), mark(workload, step.confirmed()) + way));
            changed("writing " + step.place());
        }

        @Override
        public Effect rollOut(WorkloadStep.RollOut step) {
            return making.of(
                    () -> false,
                    () -> {
                        restart(step.workload().name(), mark(step.workload(), step.confirmed()));
                        return Attempt.done();
                    },
                    Attempt::done);
        }

        private String mark(Workload workload, String confirmed) {
            return workload.name() + " " + evidence.getOrDefault(confirmed, "");
        }

        private String mark(String workload) {
            return Town.this.mark(workload);
        }
    }

    private int newest(String workload) {
        return pods.stream()
                .filter(pod -> pod.workload().equals(workload))
                .mapToInt(Pod::made)
                .max()
                .orElseThrow();
    }

    private boolean stands(ValuePlace place, Substitution substitution, Standing standing) {
        return substitution.in(value(place)) == standing;
    }

    /** Until every pod has the mark: a new one first, then an old one goes. */
    private void restart(String workload, String mark) {
        if (!mark(workload).equals(mark)) {
            marks.put(workload, mark);
            changed("marking " + workload);
        }
        int wanted = workload.equals("web") ? 2 : 1;
        for (var old = old(workload, mark); old.isPresent(); old = old(workload, mark)) {
            if (pods.stream().filter(pod -> pod.workload().equals(workload)).count() <= wanted) {
                start(workload);
                changed("starting a pod of " + workload);
            }
            pods.remove(old.get());
            changed("ending a pod of " + workload);
        }
    }

    private Optional<Pod> old(String workload, String mark) {
        return pods.stream()
                .filter(pod -> pod.workload().equals(workload) && !pod.mark().equals(mark))
                .findFirst();
    }
}
