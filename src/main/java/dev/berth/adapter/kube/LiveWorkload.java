package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.execute.Attempt;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One workload on its API server, and its pods.
 *
 * <p>A mark on its template, an annotation, is what has pods start anew and tells the new ones from those of before.
 */
record LiveWorkload(LiveObject object, WorkloadPods pods) {
    private static final String MARK = "berth.dev/started-for";
    private static final String TEMPLATE = "/spec/template/metadata";

    static LiveWorkload of(KubernetesClient client, String namespace, Workload workload) {
        return new LiveWorkload(
                new LiveObject(client, namespace, workload.kind(), workload.name()),
                new WorkloadPods(client, namespace, workload));
    }

    /** Writes a mark to a workload, or to berth's part of one. */
    static void mark(ObjectNode object, String mark) {
        object.withObject(TEMPLATE + "/annotations").put(MARK, mark);
    }

    boolean isGone() {
        return object.found().isEmpty();
    }

    boolean marked(String beginning) {
        return mark(now()).startsWith(beginning);
    }

    /** Has all pods start anew, unless they have been told so under this mark already. */
    void restart(String mark) throws InterruptedException {
        restart(mark, false);
    }

    /** The same without changing anything. */
    Attempt tried(String mark) throws InterruptedException {
        return restart(mark, true);
    }

    private Attempt restart(String mark, boolean tried) throws InterruptedException {
        return Calls.again(() -> {
            JsonNode live = now();
            if (!mark(live).equals(mark)) {
                ObjectNode applied = OwnedFields.of(live);
                mark(applied, mark);
                object.apply(applied, tried);
            }
            return Attempt.done();
        });
    }

    /**
     * Waits until every pod of the template of now is there and ready, and no other is left.
     *
     * @param patience until the first, and from each that comes to the next
     */
    Attempt settled(Duration patience) throws InterruptedException {
        return settled(patience, () -> {});
    }

    /** The same on the way back, where a pod of the way forth that is not ready stays in its StatefulSet's way for ever. */
    Attempt settledBack(String forth, Duration patience) throws InterruptedException {
        return settled(patience, () -> clear(forth));
    }

    private Attempt settled(Duration patience, Runnable before) throws InterruptedException {
        String missing = PodWait.of(patience).until(() -> {
            before.run();
            return look();
        });
        return missing.isEmpty()
                ? Attempt.done()
                : Attempt.notDone(object + " had no further pod within " + patience.toSeconds() + " s: " + missing);
    }

    /** A StatefulSet replaces no pod of another template before that is ready (kubernetes.io, "Forced rollback"). */
    private void clear(String forth) {
        if (object.kind().equals("StatefulSet")) {
            pods.of(now()).stream()
                    .filter(pod -> !pod.ends() && !pod.ready())
                    .filter(pod -> pod.annotation(MARK).equals(forth))
                    .forEach(pods::end);
        }
    }

    /** When the newest of its pods was made; where it has none, the workload itself. */
    Instant newest() {
        JsonNode live = now();
        return pods.of(live).stream()
                .map(PodReading::made)
                .max(Instant::compareTo)
                .orElseGet(() ->
                        Instant.parse(live.at("/metadata/creationTimestamp").asText()));
    }

    private JsonNode now() {
        return object.json(object.now());
    }

    private static String mark(JsonNode live) {
        return live.at(TEMPLATE + "/annotations").path(MARK).asText();
    }

    private PodWait.Look look() {
        JsonNode live = now();
        if (!isSeen(live)) {
            return new PodWait.Look("its controller has not seen it yet", 0, 0);
        }
        int wanted = wanted(live);
        int updated = updated(live);
        if (updated < wanted) {
            return new PodWait.Look(updated + " of " + wanted + " pods are new", updated, 0);
        }
        List<PodReading> all = pods.of(live);
        List<PodReading> young = all.stream()
                .filter(pod -> !pod.ends() && pod.annotation(MARK).equals(mark(live)))
                .toList();
        return PodWait.Look.of(young, all.size() - young.size(), wanted);
    }

    private static boolean isSeen(JsonNode live) {
        return live.at("/status/observedGeneration").asLong()
                >= live.at("/metadata/generation").asLong();
    }

    /** How many pods are of its template; none while its controller has not seen that. */
    static int updated(JsonNode live) {
        if (!isSeen(live)) {
            return 0;
        }
        return live.at("/status/updatedReplicas").isInt()
                ? live.at("/status/updatedReplicas").asInt()
                : live.at("/status/updatedNumberScheduled").asInt();
    }

    /** How many pods it wants; of a DaemonSet, how many nodes. */
    static int wanted(JsonNode live) {
        return live.at("/spec/replicas").isInt()
                ? live.at("/spec/replicas").asInt()
                : live.at("/status/desiredNumberScheduled").asInt();
    }
}
