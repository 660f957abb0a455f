package dev.berth.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule of the custom resource in CEL.
 *
 * @param field what it is about, below the value that has the rule; empty for that value itself
 * @param message what is allowed, in the words of a violation
 */
record Cel(String rule, String field, String message) {
    /** What fields of a policy need of each other, by the path of the value that has the rule. */
    private static final Map<String, List<Cel>> ACROSS = Map.of(
            "spec",
            List.of(
                    about(
                            ".databases",
                            "!has(self.bands) || self.databases.all(d, d.ports.all(p,"
                                    + " self.bands.exists(b, b.from <= p.port && p.port <= b.to)))",
                            "a port of one of the bands"),
                    about(
                            ".databases",
                            "[self.databases.map(d, d.ports.map(p, p.port))].all(all,"
                                    + " all.all(a, all.filter(b, sets.intersects(a, b)).size() == 1))",
                            "a port that no other berth has"),
                    about(
                            ".databases",
                            "!has(self.kubernetes) || self.databases.all(d, !has(d.container))",
                            "in a cluster every database is named by its service or its workload"),
                    about(
                            ".databases",
                            "!has(self.docker) || self.databases.all(d, !has(d.workload))",
                            "workloads are of a cluster; on a Docker engine use service or container"),
                    about(
                            ".docker",
                            "!has(self.docker) || has(self.docker.project) && has(self.docker.composeFiles)"
                                    + " || !self.databases.exists(d, has(d.service))"
                                    + " && (!has(self.clients) || !self.clients.exists(c, has(c.restart)))",
                            "project and composeFiles are required because a Compose service is named"),
                    about(
                            ".clients",
                            "!has(self.clients) || [self.databases.map(d, d.name)].all(names,"
                                    + " self.clients.all(c, sets.contains(names, c.uses)))",
                            "clients use databases of this policy"),
                    about(
                            ".clients",
                            "!has(self.clients) || self.clients.all(c,"
                                    + " !has(c.restart) || c.restart.contains('/') == has(self.kubernetes))",
                            "a Compose service restarts on a Docker engine, and a workload in a cluster"),
                    of(
                            "has(self.docker) == has(oldSelf.docker)",
                            "docker and kubernetes are not exchanged; make another policy")),
            "spec.bands",
            List.of(of(
                    "self.all(a, self.all(b, a.name == b.name || a.to < b.from || b.to < a.from))",
                    "a band apart from the others")),
            "spec.bands[]",
            List.of(about(".to", "self.from <= self.to", "a port not below from")),
            "spec.databases[]",
            List.of(
                    about(
                            ".pgBouncer",
                            "!has(self.pgBouncer) || self.engine in [" + pooled("', '", "'", "'") + "]",
                            "only where the engine is " + pooled(" or ", "", "")),
                    about(
                            ".engine",
                            "self.engine == oldSelf.engine",
                            "a database keeps its engine; another one takes another name")),
            "spec.databases[].ports",
            List.of(of(
                    "self.all(p, self.all(q, p.name == q.name || p.port != q.port))",
                    "a port that no other berth has")),
            "spec.clients[].values[]",
            List.of(about(".replace", "!has(self.find) || has(self.replace)", "required with find")),
            "spec.rollout.window",
            List.of(about(
                    ".to", "self.from != self.to", "a time other than from; for the whole day leave the window out")));

    static Cel of(String rule, String message) {
        return new Cel(rule, "", message);
    }

    private static Cel about(String field, String rule, String message) {
        return new Cel(rule, field, message);
    }

    /** The rules that an object or a list has because of what lies in it. */
    static Stream<Cel> across(String path) {
        return ACROSS.getOrDefault(path, List.of()).stream();
    }

    /** Text that a pattern matches as a whole. */
    static Cel matching(String pattern, String allowed) {
        return of("self.matches('" + whole(pattern).replace("\\", "\\\\") + "')", allowed);
    }

    static String whole(String pattern) {
        return "^(?:" + pattern + ")$";
    }

    /** Fields that are known and refused in a cluster. */
    static Stream<Cel> closed(Shape.Struct struct) {
        return struct.fields().stream()
                .flatMap(field -> refusal(field.shape())
                        .map(reason -> about("." + field.name(), "!has(self." + field.name() + ")", reason))
                        .stream());
    }

    private static Optional<String> refusal(Shape shape) {
        return shape instanceof Shape.Closed closed && closed.on().contains(Ground.CLUSTER)
                ? Optional.of(closed.reason())
                : Optional.empty();
    }

    /** Exactly one of some fields. */
    static Stream<Cel> choices(Shape.Struct struct) {
        return struct.oneOf().stream()
                .map(group -> of(
                        group.stream()
                                .map(name -> "has(self." + name + ")")
                                .collect(Collectors.joining(", ", "[", "].exists_one(x, x)")),
                        "exactly one of " + String.join(", ", open(struct, group))));
    }

    /** Nobody is sent to a field that is refused. */
    private static List<String> open(Shape.Struct struct, List<String> group) {
        return struct.fields().stream()
                .filter(field -> group.contains(field.name()))
                .filter(field -> refusal(field.shape()).isEmpty())
                .map(Field::name)
                .toList();
    }

    private static String pooled(String between, String before, String after) {
        return Stream.of(EngineKind.values())
                .filter(EngineKind::pooled)
                .map(EngineKind::word)
                .collect(Collectors.joining(between, before, after));
    }

    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("rule", rule);
        map.put("message", message);
        if (!field.isEmpty()) {
            map.put("fieldPath", field);
        }
        return map;
    }
}
