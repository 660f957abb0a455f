package dev.berth.execute.sim;

import dev.berth.observe.Alias;
import dev.berth.observe.Container;
import dev.berth.plan.GoldenCase;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.PgBouncer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A host with its containers, volumes, ports and files. Each change is one call that a real engine or file system does
 * whole or not at all; after each the rules are checked, and the process may die.
 */
public final class World {
    private final Points points;
    private final List<Database> databases;
    private final List<Box> boxes = new ArrayList<>();
    private final Map<String, List<Integer>> volumes = new TreeMap<>();
    private final Map<String, List<Integer>> acknowledged = new TreeMap<>();
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, Box> recipes = new TreeMap<>();
    private final Set<Integer> foreignPorts = new HashSet<>();
    private final Set<Integer> held = new TreeSet<>();
    private final Set<String> paused = new TreeSet<>();
    private final List<Alias> aliases = new ArrayList<>();
    private final Set<Integer> promised = new TreeSet<>();
    private final Map<PgBouncer, Integer> pooled = new HashMap<>();
    private final Map<String, List<Client.FileRule>> readers = new TreeMap<>();
    private int ids;
    private int changes;
    private boolean breaking;

    public World(GoldenCase situation, Points points) {
        this.points = points;
        this.databases = situation.policy().databases();
        for (var file : situation.snapshot().project().files()) {
            files.put(file.path(), file.text());
        }
        for (var client : situation.policy().clients()) {
            client.restart().ifPresent(service -> readers.put("research-" + service + "-1", client.files()));
        }
        situation.snapshot().docker().containers().forEach(this::settle);
        write();
    }

    private void settle(Container container) {
        var box = new Box(
                container.id(),
                container.name(),
                container.restartPolicy(),
                container.bindings(),
                container.mounts().stream().map(Container.Mount::source).toList(),
                container.compose().map(Container.Compose::configHash).orElse(""));
        box.volumes.forEach(volume -> volumes.put(volume, new ArrayList<>()));
        settle(box);
    }

    private void settle(Box box) {
        box.connected = true;
        boxes.add(box);
        run(box);
    }

    // What the engine and the file system do, one call each.

    Box create(Box box) {
        free(box.name);
        change(() -> boxes.add(box));
        return box;
    }

    void connect(Box box) {
        change(() -> box.connected = true);
    }

    void rename(Box box, String name) {
        free(name);
        change(() -> box.name = name);
    }

    void policy(Box box, String policy) {
        change(() -> box.policy = policy);
    }

    void start(Box box) {
        if (!box.running) {
            takenPort(box).ifPresent(port -> {
                throw new Refused("port " + port + " is already allocated");
            });
            change(() -> run(box));
        }
    }

    void stop(Box box) {
        if (box.running) {
            change(() -> {
                box.running = false;
                box.stoppedByHand = true;
            });
        }
    }

    void remove(Box box) {
        if (box.running) {
            throw new Refused(box.name + " runs");
        }
        change(() -> boxes.remove(box));
    }

    public void put(String path, String text) {
        change(() -> files.put(path, text));
    }

    void replace(String from, String to) {
        change(() -> files.put(to, Optional.ofNullable(files.remove(from)).orElseThrow()));
    }

    void delete(String path) {
        change(() -> files.remove(path));
    }

    void keep(String key, Box recipe) {
        change(() -> recipes.put(key, recipe));
    }

    void forget(String key) {
        change(() -> recipes.remove(key));
    }

    void hold(List<Integer> ports) {
        change(() -> held.addAll(ports));
    }

    void release(List<Integer> ports) {
        change(() -> held.removeAll(ports));
    }

    void pause(PgBouncer pooler) {
        change(() -> paused.add(pooler.toString()));
    }

    void resume(PgBouncer pooler) {
        change(() -> paused.remove(pooler.toString()));
    }

    public void alias(List<Alias> opened) {
        change(() -> {
            aliases.removeAll(opened);
            aliases.addAll(opened);
        });
    }

    public void unalias(List<Alias> closed) {
        change(() -> aliases.removeAll(closed));
    }

    // What others do meanwhile.

    /** The process has died, and the kernel lets go by itself of what it held. */
    void holdsExpire() {
        held.clear();
    }

    /** The guards of dead processes let go of the poolers. */
    void guardsLetGo() {
        paused.clear();
    }

    /** From now on a port must always answer, or hold who asks. */
    public void promiseAnswers(int port) {
        promised.add(port);
    }

    /** From now on the clients of a pooler must always find its database at a port, or wait. */
    public void promiseSessions(PgBouncer pooler, int port) {
        pooled.put(pooler, port);
    }

    /** Somebody pauses a pooler. */
    public void pauses(PgBouncer pooler) {
        paused.add(pooler.toString());
    }

    /** The engine stops everything and starts what its restart policy names. */
    public void restartEngine() {
        var wanted = boxes.stream()
                .filter(box -> box.startedBefore
                        && (box.policy.equals("always") || box.policy.equals("unless-stopped") && !box.stoppedByHand))
                .toList();
        boxes.forEach(box -> box.running = false);
        wanted.stream().filter(box -> takenPort(box).isEmpty()).forEach(this::run);
        OneEngineRule.check(boxes);
    }

    /** Somebody removes a container by force, running or not, if it is there. */
    public void loses(String name) {
        named(name).ifPresent(boxes::remove);
    }

    /** Somebody has a container made anew, with everything as it is. */
    public void recreates(String name) {
        var old = named(name).orElseThrow();
        boxes.remove(old);
        settle(old.like(nextId(), name, old.bindings, old.label));
    }

    /** Somebody renames a container, if it is there. */
    public void renames(String name, String to) {
        named(name).ifPresent(box -> box.name = to);
    }

    /** Somebody restarts a running container. */
    public void restarts(String name) {
        named(name).filter(box -> box.running).ifPresent(this::run);
    }

    /** A process takes a port if nobody has it. */
    public void takes(int port) {
        if (boxes.stream().noneMatch(box -> box.running && box.publishes(port))) {
            foreignPorts.add(port);
        }
    }

    /** That process ends. */
    public void releases(int port) {
        foreignPorts.remove(port);
    }

    /** The next change happens, and then everything breaks off with an exception. */
    void breakAfterNextChange() {
        breaking = true;
    }

    void breakNoMore() {
        breaking = false;
    }

    // What can be seen.

    Optional<Box> box(Predicate<Box> wanted) {
        return boxes.stream().filter(wanted).findFirst();
    }

    Optional<Box> named(String name) {
        return box(box -> box.name.equals(name));
    }

    public Optional<String> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    Optional<Box> recipe(String key) {
        return Optional.ofNullable(recipes.get(key));
    }

    String nextId() {
        return "new-" + ++ids;
    }

    boolean taken(int port) {
        return foreignPorts.contains(port) || boxes.stream().anyMatch(box -> box.running && box.publishes(port));
    }

    public List<Alias> aliases() {
        return List.copyOf(aliases);
    }

    public boolean paused(PgBouncer pooler) {
        return paused.contains(pooler.toString());
    }

    private boolean refuses(int port) {
        return !held.contains(port) && silent(port);
    }

    private boolean silent(int port) {
        int there = aliases.stream()
                .filter(alias -> alias.from() == port)
                .map(Alias::to)
                .findFirst()
                .orElse(port);
        return answer(there).isEmpty();
    }

    /** Which data answer at a port. */
    Optional<String> answer(int port) {
        return box(box -> box.running && box.connected && box.publishes(port)).map(box -> String.valueOf(box.volumes));
    }

    /** Whether a client's files, as it read them when it started, name only ports on which their databases answer. */
    public boolean well(Client client) {
        var reader = client.restart().flatMap(service -> named("research-" + service + "-1"));
        return reader.map(box -> box.running
                        && client.files().stream()
                                .allMatch(rule ->
                                        box.read.getOrDefault(rule.path(), "").contains(filled(rule))))
                .orElse(true);
    }

    private String filled(Client.FileRule rule) {
        var text = rule.replace();
        for (var database : databases) {
            for (var port : database.ports()) {
                text = text.replace("{{" + database.name() + "." + port.name() + "}}", published(database, port));
            }
        }
        return text;
    }

    private String published(Database database, Database.Port port) {
        var name = database.runner() instanceof Database.Runner.Service service
                ? "research-" + service.name() + "-1"
                : ((Database.Runner.Named) database.runner()).name();
        return named(name).filter(box -> box.running).stream()
                .flatMap(box -> box.bindings.stream())
                .filter(binding -> binding.target() == port.target())
                .map(binding -> String.valueOf(binding.hostPort()))
                .findFirst()
                .orElse("none");
    }

    /** Whether every row is there that a database took. */
    public boolean keptEveryRow() {
        return volumes.equals(acknowledged);
    }

    /** Everything that must be as before, or as wanted, in one canonical text. */
    @Override
    public String toString() {
        var standing = boxes.stream()
                .sorted(Comparator.comparing(box -> box.name))
                .map(Box::toString)
                .collect(Collectors.joining("\n"));
        return standing + "\nfiles " + files + "\nheld " + held + " paused " + paused + " aliases " + aliases
                + "\nrecipes " + recipes.keySet();
    }

    private void change(Runnable change) {
        change.run();
        OneEngineRule.check(boxes);
        promised.stream().filter(this::refuses).findFirst().ifPresent(port -> {
            throw new AssertionError("somebody who asks port " + port + " is refused: " + this);
        });
        pooled.forEach((pooler, port) -> {
            if (!paused(pooler) && silent(port)) {
                throw new AssertionError("sessions with " + pooler + " end: " + this);
            }
        });
        write();
        points.pass("after a change");
        if (breaking) {
            breaking = false;
            throw new IllegalStateException("broke off half-way");
        }
    }

    /** A row goes into every database that runs, and is acknowledged. */
    private void write() {
        changes++;
        for (var box : boxes) {
            for (var volume : box.volumes) {
                if (box.running) {
                    volumes.computeIfAbsent(volume, key -> new ArrayList<>()).add(changes);
                    acknowledged
                            .computeIfAbsent(volume, key -> new ArrayList<>())
                            .add(changes);
                }
            }
        }
    }

    private void run(Box box) {
        box.running = true;
        box.startedBefore = true;
        box.stoppedByHand = false;
        box.read = new TreeMap<>();
        readers.getOrDefault(box.name, List.of())
                .forEach(rule -> box.read.put(rule.path(), files.getOrDefault(rule.path(), "")));
    }

    private Optional<Integer> takenPort(Box box) {
        return box.bindings.stream()
                .map(Container.Binding::hostPort)
                .filter(this::taken)
                .findFirst();
    }

    private void free(String name) {
        if (named(name).isPresent()) {
            throw new Refused("the name " + name + " is in use");
        }
    }
}
