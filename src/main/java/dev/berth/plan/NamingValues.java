package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Client;
import dev.berth.policy.Client.ValueRule;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of a policy's clients that name a port of a Service, whichever port the policy wants.
 *
 * @param facts the Services of the policy, and the objects of its clients
 */
public record NamingValues(Policy policy, ClusterFacts facts) {
    /** How many texts a value is compared with, as where it is changed. */
    private static final int MOST = 64;

    /** The first of them, as people write it; empty where none does, as far as berth may look. */
    public Optional<String> of(String service, int number) {
        BerthPorts ports = new BerthPorts(
                policy, facts, ClusterPlanner.berths(policy, facts).toList());
        return policy.clients().stream()
                .flatMap(client -> client.values().stream()
                        .filter(rule -> texts(rule, service, number, ports).anyMatch(text -> holds(rule, text)))
                        .map(rule -> title(client, rule)))
                .findFirst();
    }

    private static String title(Client client, ValueRule rule) {
        return rule.place() + " of client " + client.name();
    }

    /** What stands in a value that names it; the text of before is known though nobody may know another database's numbers. */
    private Stream<String> texts(ValueRule rule, String service, int number, BerthPorts ports) {
        PortTemplate template = new PortTemplate(rule.replace());
        String port = String.valueOf(number);
        return policy.databases().stream()
                .filter(database -> database.isBehind(service))
                .flatMap(database -> database.ports().stream()
                        .filter(berth -> template.names(database.name(), berth.name()))
                        .map(berth -> filled(template, database.name(), berth.name(), port, ports)))
                .flatMap(filled -> Stream.concat(filled, rule.find().stream().filter(text -> has(text, port))));
    }

    private static Stream<String> filled(
            PortTemplate template, String database, String berth, String port, BerthPorts ports) {
        return template.filledWithAny((one, name) ->
                        one.equals(database) && name.equals(berth) ? List.of(port) : ports.numbers(one, name))
                .limit(MOST);
    }

    private static boolean has(String text, String part) {
        return !Substitution.places(text, part).isEmpty();
    }

    private boolean holds(ValueRule rule, String text) {
        return facts.holder(rule.place().kind(), rule.place().name()).stream()
                .flatMap(holder -> holder.texts(rule.place().key()).stream())
                .anyMatch(value -> rule.find().isEmpty() ? value.text().equals(text) : has(value.text(), text));
    }
}
