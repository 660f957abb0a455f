package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Client;
import dev.berth.policy.Client.ValueRule;
import dev.berth.policy.Policy;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The values of a policy's clients that name a port of a Service, whichever port the policy wants.
 *
 * @param facts the objects of its clients
 */
public record NamingValues(Policy policy, ClusterFacts facts) {
    /** The first of them, as people write it; empty where none does, as far as berth may look. */
    public Optional<String> of(String service, int number) {
        String port = String.valueOf(number);
        return policy.clients().stream()
                .flatMap(client -> client.values().stream()
                        .filter(rule -> names(rule, service, port))
                        .map(rule -> title(client, rule)))
                .findFirst();
    }

    private static String title(Client client, ValueRule rule) {
        return rule.place() + " of client " + client.name();
    }

    /** The other numbers of a value may be any: nobody need know those of a database to see what it says of another. */
    private boolean names(ValueRule rule, String service, String port) {
        PortTemplate template = new PortTemplate(rule.replace());
        return policy.databases().stream()
                .filter(database -> database.isBehind(service))
                .flatMap(database -> database.ports().stream()
                        .filter(berth -> template.names(database.name(), berth.name()))
                        .map(berth -> template.naming(database.name(), berth.name(), port)))
                .anyMatch(texts -> holds(rule, texts, port));
    }

    private boolean holds(ValueRule rule, Pattern texts, String port) {
        return facts.holder(rule.place().kind(), rule.place().name()).stream()
                .flatMap(holder -> holder.texts(rule.place().key()).stream())
                .anyMatch(value -> rule.find()
                        .map(former ->
                                texts.matcher(value.text()).find() || has(former, port) && has(value.text(), former))
                        .orElseGet(() -> texts.matcher(value.text()).matches()));
    }

    private static boolean has(String text, String part) {
        return !Substitution.places(text, part).isEmpty();
    }
}
