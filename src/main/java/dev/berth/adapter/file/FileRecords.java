package dev.berth.adapter.file;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The migrations of a state folder, one file each: {@code POLICY-N.journal}.
 *
 * <p>N counts up over all policies of the folder, so that the names alone give the order.
 */
public final class FileRecords implements Records {
    private static final String SUFFIX = ".journal";
    private static final Pattern NAME = Pattern.compile("(?<policy>.+)-(?<number>[0-9]{1,9})");
    private static final Pattern POLICY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");

    private final Path folder;
    private final Path recipes;
    private final PlanJson json = new PlanJson();
    private final Map<String, FileJournal> journals = new ConcurrentHashMap<>();

    public FileRecords(StateFolder state) {
        this.folder = state.migrations();
        this.recipes = state.recipes();
    }

    /** Journals are read when somebody asks for their entries, so that many old ones cost little. */
    @Override
    public List<Journal> all() {
        return numbered().stream().<Journal>map(this::journal).toList();
    }

    @Override
    public List<Journal> unfinished() {
        return numbered().stream()
                .map(this::journal)
                .filter(journal -> !journal.closed())
                .<Journal>map(journal -> journal)
                .toList();
    }

    /**
     * @throws UnwritableJournal when the journal, or the room for its way back, finds no place on the disk; neither
     *     stays
     */
    @Override
    public synchronized Journal open(Instant at, Plan plan) {
        if (!POLICY.matcher(plan.policy()).matches()) {
            throw new IllegalArgumentException("no name for a journal's file: “" + plan.policy() + "”");
        }
        int number = last() + 1;
        var file = new Numbered(folder.resolve(plan.policy() + "-" + number + SUFFIX), number);
        var ballast = ballast(file);
        try {
            Durable.folder(folder);
            sweep();
            ballast.load();
            Durable.write(file.path(), JournalScan.beginning(json.bytes(new Entry.Opened(at, plan))));
        } catch (IOException failure) {
            undoAfter(failure, file.path(), ballast);
            throw new UnwritableJournal("no journal can be begun in " + folder + ": " + failure, failure);
        }
        return journal(file);
    }

    /** Where a journal was moved away its recipes may have stayed, and another migration must not take them for its own. */
    private int last() {
        return Stream.concat(
                        numbered().stream().map(Numbered::number),
                        names(recipes, "*").flatMap(name -> number(name).stream()))
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private record Numbered(Path path, int number) {
        String name() {
            var file = path.getFileName().toString();
            return file.substring(0, file.length() - SUFFIX.length());
        }
    }

    private List<Numbered> numbered() {
        return names(folder, "*" + SUFFIX)
                .flatMap(name -> number(name.substring(0, name.length() - SUFFIX.length()))
                        .map(number -> new Numbered(folder.resolve(name), number))
                        .stream())
                .sorted(Comparator.comparingInt(Numbered::number).thenComparing(Numbered::path))
                .toList();
    }

    private static Stream<String> names(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " can't be listed", failure);
        }
        return names.stream();
    }

    private static Optional<Integer> number(String migration) {
        var matcher = NAME.matcher(migration);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group("number"))) : Optional.empty();
    }

    private FileJournal journal(Numbered file) {
        return journals.computeIfAbsent(file.name(), name -> new FileJournal(name, file.path(), ballast(file), json));
    }

    private Ballast ballast(Numbered file) {
        return new Ballast(folder.resolve(file.name() + ".ballast"));
    }

    /** Removes what a crash left: half-made files, and ballast of migrations that are over or never began. */
    private void sweep() throws IOException {
        var kept = numbered().stream()
                .filter(file -> !journal(file).closed())
                .map(file -> ballast(file).file())
                .toList();
        try (var files = Files.newDirectoryStream(folder, "{*.ballast,.*.tmp}")) {
            for (var file : files) {
                if (!kept.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void undoAfter(IOException failure, Path journal, Ballast ballast) {
        try {
            Files.deleteIfExists(journal);
            ballast.release();
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }
}
