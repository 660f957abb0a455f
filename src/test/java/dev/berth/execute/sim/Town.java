package dev.berth.execute.sim;

import dev.berth.cycle.ClusterClients;
import dev.berth.cycle.ClusterPods;
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
import dev.berth.policy.Endpoint;
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
 * A simulated cluster: one database, the values of its clients, and their pods, which read the values when they start.
 *
 * <p>After every single change it holds that no pod knows a port that the database's Service does not have. Where the database
 * is a pod with a port of its node, it holds that there is never a second one on its data, and that no client is started anew
 * with a port at which the database is not.
 */
public final class Town implements Effects {
    private static final String MAIN = "main";
    private static final String HOST_PORT = "hostPort";

    private final Points points;
    private final TreeSet<Integer> ports = new TreeSet<>(List.of(5432));
    private final TreeMap<String, String> values = new TreeMap<>();
    private final TreeMap<String, String> marks = new TreeMap<>(Map.of("web", "", "worker", ""));
    private final List<Pod> pods = new ArrayList<>();
    private final boolean hosted;
    private int time;

    /** One pod with the values that it read, and the mark of its template. */
    private record Pod(String workload, int made, String mark, Map<String, String> read) {}

    /** One whose database is behind a Service. */
    public Town(Points points) {
        this(points, false);
    }

    /** @param hosted whether its database is a pod with a port of its node */
    public Town(Points points, boolean hosted) {
        this.points = points;
        this.hosted = hosted;
        values.put(ClusterClients.CONFIG.toString(), "5432");
        values.put(ClusterClients.SECRET.toString(), "postgres://shop:hunter2@main:5432/shop");
        values.put(ClusterClients.VARIABLE.toString(), "5432");
        if (hosted) {
            ports.clear();
            marks.put(MAIN, "");
            values.put(HOST_PORT, "5432");
            start(MAIN);
        }
        List.of("web", "web", "worker").forEach(this::start);
    }

    public ClusterFacts facts() {
        if (hosted) {
            var port = ClusterPods.port(5432, Optional.of(Integer.valueOf(hostPort())), "kubectl");
            return ClusterPods.facts(ClusterPods.template(port), holders());
        }
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

    /** In the template of the database's pod. */
    private String hostPort() {
        return values.getOrDefault(HOST_PORT, "");
    }

    /** Where the database answers; empty where it does not. */
    private Optional<String> answering() {
        return pods.stream()
                .filter(pod -> pod.workload().equals(MAIN))
                .map(pod -> pod.read().getOrDefault(HOST_PORT, ""))
                .findFirst();
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
        var read = workload.equals(MAIN) ? Map.of(HOST_PORT, hostPort()) : Map.copyOf(values);
        pods.add(new Pod(workload, time, mark(workload), read));
    }

    private String mark(String workload) {
        return marks.getOrDefault(workload, "");
    }

    private void changed(String what) {
        if (hosted) {
            if (pods.stream().filter(pod -> pod.workload().equals(MAIN)).count() > 1) {
                throw new AssertionError("after " + what + " there are two pods on the same data: " + this);
            }
            points.pass(what);
            return;
        }
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
        WorldEffects.Making making = (look, act, back, way) -> new SimEffect(points, step.id(), look, act, back, way);
        if (step instanceof ServiceStep service) {
            return service(service, making);
        }
        if (step instanceof WorkloadStep workload) {
            return workload.match(new Clients(plan, evidence, making));
        }
        if (hosted && step instanceof ProbeStep.ConfirmAnswer confirm) {
            return making.of(() -> false, () -> asked(confirm.endpoint()), () -> asked(confirm.endpoint()));
        }
        if (hosted && step instanceof ProbeStep.AwaitAnswer await) {
            return making.of(() -> false, () -> asked(await.endpoint()), Attempt::done);
        }
        return making.of(
                () -> false, () -> step instanceof ProbeStep ? Attempt.done() : Attempt.notDone("?"), Attempt::done);
    }

    private Attempt asked(Endpoint endpoint) {
        return answering().filter(String.valueOf(endpoint.port())::equals).isPresent()
                ? Attempt.done()
                : Attempt.notDone("the database is not at " + endpoint);
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

        @Override
        public Effect grantHostPorts(WorkloadStep.GrantHostPorts step) {
            return making.of(() -> false, Attempt::done, Attempt::done);
        }

        @Override
        public Effect patchHostPorts(WorkloadStep.PatchHostPorts step) {
            String mark = mark(step.ports().workload(), step.confirmed());
            return making.of(
                    () -> hostPort().equals("7000"), () -> host("7000", mark), () -> host("5432", mark + " back"));
        }

        private Attempt host(String port, String mark) {
            if (!hostPort().equals(port)) {
                values.put(HOST_PORT, port);
                marks.put(MAIN, mark);
                changed("writing hostPort " + port);
            }
            return Attempt.done();
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
                .orElse(0);
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
            if (workload.equals(MAIN)) {
                pods.remove(old.get());
                changed("ending the pod of " + workload);
            }
            if (pods.stream().filter(pod -> pod.workload().equals(workload)).count() <= wanted) {
                served(workload);
                start(workload);
                changed("starting a pod of " + workload);
            }
            pods.remove(old.get());
            changed("ending a pod of " + workload);
        }
        // Whoever ordered it died between the end of one and the start of the next, and the controller did not.
        if (hosted && workload.equals(MAIN) && answering().isEmpty()) {
            start(MAIN);
            changed("starting the pod of " + workload);
        }
    }

    /** A client that finds no database is not well, and its workload never comes to rest. */
    private void served(String workload) {
        String port = workload.equals("web") ? value(ClusterClients.CONFIG) : value(ClusterClients.VARIABLE);
        if (hosted && !workload.equals(MAIN) && answering().filter(port::equals).isEmpty()) {
            throw new AssertionError("a pod of " + workload + " starts with " + port + ": " + this);
        }
    }

    private Optional<Pod> old(String workload, String mark) {
        return pods.stream()
                .filter(pod -> pod.workload().equals(workload) && !pod.mark().equals(mark))
                .findFirst();
    }
}
