package dev.berth.cycle;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.observe.Keepers;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Client;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.ValuePlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clients of the shop's database in a cluster, and what is seen of their objects. */
public final class ClusterClients {
    public static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    public static final ValuePlace CONFIG = new ValuePlace("ConfigMap", "web", "DB_PORT");
    public static final ValuePlace SECRET = new ValuePlace("Secret", "web", "URL");
    public static final ValuePlace VARIABLE = new ValuePlace("Deployment", "worker", "DB_PORT");

    private static final Mark MARK = new Mark("shop/shop", 1);

    private ClusterClients() {}

    /** The shop's policy with a web server and a worker that use its database. */
    public static Policy policy() {
        return PolicyWith.clients(ClusterPolicy.SHOP, List.of(web(), worker()));
    }

    /** One that takes its port from a ConfigMap and from a URL in a Secret. */
    public static Client web() {
        return new Client(
                "web",
                List.of("main"),
                List.of(),
                List.of(whole(CONFIG), part(SECRET, "@main:5432/", "@main:{{main.sql}}/")),
                Optional.of("Deployment/web"),
                Optional.of("http://web/health"),
                MARK);
    }

    /** One that takes it from its own environment. */
    public static Client worker() {
        return new Client(
                "worker",
                List.of("main"),
                List.of(),
                List.of(whole(VARIABLE)),
                Optional.empty(),
                Optional.empty(),
                MARK);
    }

    public static Client.ValueRule whole(ValuePlace place) {
        return new Client.ValueRule(place, Optional.empty(), "{{main.sql}}", 1, MARK);
    }

    public static Client.ValueRule part(ValuePlace place, String find, String replace) {
        return new Client.ValueRule(place, Optional.of(find), replace, 1, MARK);
    }

    /** Everything with one port. */
    public static List<Holder> holders(int port) {
        return List.of(
                holder(CONFIG, "" + port),
                holder(SECRET, "postgres://shop:hunter2@main:" + port + "/shop"),
                workload("web", LONG_AGO),
                workload("worker", LONG_AGO, "" + port));
    }

    public static Holder holder(ValuePlace place, String text) {
        return holder(place, text, "kubectl");
    }

    public static Holder holder(ValuePlace place, String text, String manager) {
        return new Holder(
                place.kind(),
                place.name(),
                Keepers.NONE,
                Optional.empty(),
                List.of(new Holder.Text(place.key(), text, List.of(manager))),
                Optional.empty());
    }

    /** A Deployment of one replica, whose own variable has a text where one is given. */
    public static Holder workload(String name, Instant oldest, String... ports) {
        return new Holder(
                "Deployment",
                name,
                Keepers.NONE,
                Optional.empty(),
                List.of(ports).stream()
                        .map(port -> new Holder.Text("DB_PORT", port, List.of("helm")))
                        .toList(),
                Optional.of(new Holder.Pods(1, "RollingUpdate", Optional.of(oldest))));
    }

    /** The Service's ports, and the holders of the clients. */
    public static ClusterFacts facts(List<Holder> holders, Object... namesAndPorts) {
        return new ClusterFacts(ClusterPolicy.facts(namesAndPorts).services(), holders);
    }
}
