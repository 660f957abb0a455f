package dev.berth.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an API server counted of finished requests that an operator may make, by verb and resource; a watch is none.
 *
 * @param counts such as {@code APPLY databaseportpolicies/status}
 */
record Requests(Map<String, Long> counts) {
    private static final Pattern LINE = Pattern.compile("apiserver_request_total\\{(.*)} ([0-9.e+]+)");
    private static final Set<String> RESOURCES = Set.of(
            "databaseportpolicies",
            "portmigrations",
            "services",
            "endpointslices",
            "events",
            "configmaps",
            "secrets",
            "pods",
            "deployments",
            "statefulsets");

    static Requests now(KubernetesClient client) {
        var counts = new TreeMap<String, Long>();
        client.raw("/metrics")
                .lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .forEach(line -> {
                    var resource = label("resource", line.group(1));
                    var verb = label("verb", line.group(1));
                    var sub = label("subresource", line.group(1));
                    if (RESOURCES.contains(resource) && !verb.equals("WATCH")) {
                        counts.merge(
                                verb + " " + resource + (sub.isEmpty() ? "" : "/" + sub),
                                (long) Double.parseDouble(line.group(2)),
                                Long::sum);
                    }
                });
        return new Requests(counts);
    }

    private static String label(String name, String labels) {
        var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(labels);
        return found.find() ? found.group(1) : "";
    }

    Requests since(Requests before) {
        var more = new TreeMap<String, Long>();
        counts.forEach((request, count) -> {
            long made = count - before.counts.getOrDefault(request, 0L);
            if (made > 0) {
                more.put(request, made);
            }
        });
        return new Requests(more);
    }

    /** The same without what the bench asked itself so many times: to change something, its client reads it first. */
    Requests without(long changes, String resource) {
        return since(new Requests(Map.of("GET " + resource, changes, "PATCH " + resource, changes)));
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", "));
    }
}
