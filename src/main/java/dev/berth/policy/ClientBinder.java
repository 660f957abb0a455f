package dev.berth.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** Builds the clients of a policy that was found valid. */
final class ClientBinder {
    private ClientBinder() {}

    static Client client(Place client, Place spec) {
        return new Client(
                client.need("name"),
                client.items("uses").stream().map(Place::need).toList(),
                client.items("files").stream().map(ClientBinder::file).toList(),
                client.items("values").stream()
                        .map(value -> value(value, client, spec))
                        .toList(),
                client.text("restart"),
                client.text("probe", "http"),
                client.node().mark());
    }

    private static Client.FileRule file(Place rule) {
        return new Client.FileRule(
                rule.need("path"),
                rule.need("find"),
                rule.need("replace"),
                rule.number("times").orElseThrow(),
                rule.node().mark());
    }

    private static Client.ValueRule value(Place value, Place client, Place spec) {
        return new Client.ValueRule(
                place(value),
                value.text("find"),
                value.text("replace").orElseGet(() -> "{{" + onlyPort(client, spec) + "}}"),
                value.number("times").orElseThrow(),
                value.node().mark());
    }

    private static ValuePlace place(Place value) {
        Optional<ValuePlace> inConfigMap =
                value.text("configMap").map(name -> new ValuePlace(ValuePlace.CONFIG_MAP, name, value.need("key")));
        return inConfigMap
                .or(() -> value.text("secret").map(name -> new ValuePlace(ValuePlace.SECRET, name, value.need("key"))))
                .orElseGet(() -> {
                    Workload workload = Workload.of(value.need("env", "workload"));
                    return new ValuePlace(workload.kind(), workload.name(), value.need("env", "name"));
                });
    }

    private static String onlyPort(Place client, Place spec) {
        return client.items("uses").stream()
                .map(Place::need)
                .flatMap(used -> ports(used, spec))
                .findFirst()
                .orElseThrow();
    }

    /** The berths of a database as clients write them. */
    private static Stream<String> ports(String database, Place spec) {
        return spec.items("databases").stream()
                .filter(one -> one.text("name").filter(database::equals).isPresent())
                .flatMap(one -> one.items("ports").stream())
                .flatMap(port -> port.text("name").stream())
                .map(port -> database + "." + port);
    }
}
