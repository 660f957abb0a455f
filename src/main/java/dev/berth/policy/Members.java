package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything in which the fields of one object differ from those it may have. */
record Members(Shape.Struct struct, Node.Mapping mapping, Conformity conformity) {
    Stream<Violation> violations() {
        Stream<Violation> present = mapping.entries().stream()
                .flatMap(entry ->
                        field(entry.key()).map(field -> known(entry, field)).orElseGet(() -> unknown(entry)));
        Stream<Violation> choices = struct.oneOf().stream().flatMap(this::choice);
        return Stream.of(present, missing(), choices).flatMap(found -> found);
    }

    private Optional<Field> field(String name) {
        return struct.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    private Stream<Violation> known(Node.Entry entry, Field field) {
        return conformity.inside(new Place(pathOf(entry.key()), entry.value()), field.shape());
    }

    private Stream<Violation> unknown(Node.Entry entry) {
        Optional<String> meant = Spelling.closest(entry.key(), struct.names());
        // {hunter2} is YAML for {hunter2: null}: where secrets are wanted, even a key may be one.
        String shown = conformity.secret() && meant.isEmpty() ? Shown.MASK : Shown.text(entry.key());
        return Stream.of(new Violation(
                entry.mark(),
                pathOf(shown),
                shown,
                "no such field here; " + struct.allowed() + Spelling.hint(entry.key(), struct.names())));
    }

    private Stream<Violation> missing() {
        return struct.fields().stream()
                .filter(field -> field.presence() == Field.Presence.REQUIRED)
                .filter(field -> mapping.get(field.name()).isEmpty())
                .map(field -> new Violation(
                        mapping.mark(),
                        pathOf(field.name()),
                        "",
                        "required: " + field.shape().allowed()));
    }

    private Stream<Violation> choice(List<String> group) {
        List<Node.Entry> chosen = mapping.entries().stream()
                .filter(entry -> group.contains(entry.key()))
                .toList();
        String allowed = wording(group);
        if (chosen.isEmpty()) {
            return Stream.of(conformity.place().violation("", "required: " + allowed));
        }
        String first = chosen.get(0).key();
        return chosen.stream()
                .skip(1)
                .map(entry -> new Violation(
                        entry.mark(), pathOf(entry.key()), entry.key(), allowed + "; " + first + " is there too"));
    }

    /** Nobody is sent to a field that is refused. */
    private String wording(List<String> group) {
        List<String> open = struct.fields().stream()
                .filter(field -> group.contains(field.name()))
                .filter(field -> !(field.shape() instanceof Shape.Closed closed
                        && closed.on().contains(conformity.ground())))
                .map(Field::name)
                .toList();
        return open.size() == 1 ? open.get(0) : "exactly one of " + String.join(", ", open);
    }

    private String pathOf(String field) {
        return conformity.place().pathOf(field);
    }
}
