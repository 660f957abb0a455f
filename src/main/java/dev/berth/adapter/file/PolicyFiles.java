package dev.berth.adapter.file;

import dev.berth.policy.Document;
import dev.berth.policy.Mark;
import dev.berth.policy.PolicyReader;
import dev.berth.policy.Reading;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the policies of the files and folders that a person names. */
public final class PolicyFiles {
    private final Set<Document> documents = new LinkedHashSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Path, List<Document>> parsed = new HashMap<>();

    private final Optional<Set<String>> leftOut;

    private PolicyFiles(Optional<Set<String>> leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * The policies of all paths, or everything wrong with them; what cannot be read is a violation too.
     *
     * @param paths files, or folders whose {@code *.yaml} and {@code *.yml} are read in the order of their names, other
     *     kinds of documents passed over, and those that have nothing of a policy; a file that is named twice is read once
     */
    public static Reading read(List<Path> paths) {
        PolicyFiles files = new PolicyFiles(Optional.empty());
        paths.forEach(files::path);
        Reading reading = PolicyReader.read(List.copyOf(files.documents));
        if (files.violations.isEmpty()) {
            return reading;
        }
        if (reading instanceof Reading.Invalid invalid) {
            return new Reading.Invalid(files.and(invalid.violations()));
        }
        return new Reading.Invalid(files.violations);
    }

    /**
     * The same without some files and folders, named as marks name them; nothing need be left. What files want of each
     * other is asked once each is sound by itself.
     */
    static Reading without(Set<String> leftOut, List<Path> paths) {
        var files = new PolicyFiles(Optional.of(leftOut));
        paths.forEach(files::path);
        var documents = List.copyOf(files.documents);
        var own = files.and(PolicyReader.alone(documents));
        return own.isEmpty() ? PolicyReader.read(documents) : new Reading.Invalid(own);
    }

    /** What parsing found, and of the rest what does not only follow from that. */
    private List<Violation> and(List<Violation> others) {
        Set<List<Object>> places = violations.stream().map(PolicyFiles::place).collect(Collectors.toSet());
        return Stream.concat(violations.stream(), others.stream().filter(other -> !places.contains(place(other))))
                .toList();
    }

    private static List<Object> place(Violation violation) {
        return List.of(violation.mark(), violation.path());
    }

    private void path(Path path) {
        if (isLeftOut(path)) {
            return;
        }
        if (Files.isDirectory(path)) {
            folder(path);
        } else {
            documents.addAll(file(path));
        }
    }

    private void folder(Path folder) {
        int before = violations.size();
        List<Document> policies = listed(folder).stream()
                .flatMap(file -> file(file).stream())
                .filter(Document::mayBeAPolicy)
                .toList();
        documents.addAll(policies);
        if (leftOut.isEmpty() && policies.isEmpty() && violations.size() == before) {
            refuse(folder, "a folder with a policy in a *.yaml or *.yml file; this one has none");
        }
    }

    private List<Path> listed(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(PolicyFiles::isYaml)
                    .filter(file -> !isLeftOut(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            refuse(folder, reason(unreadable));
            return List.of();
        }
    }

    private boolean isLeftOut(Path path) {
        return leftOut.filter(names -> names.contains(path.toString())).isPresent();
    }

    private static boolean isYaml(Path path) {
        String name = String.valueOf(path.getFileName());
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(path);
    }

    private List<Document> file(Path file) {
        try {
            Path real = file.toRealPath();
            List<Document> known = parsed.get(real);
            List<Document> found = known == null ? parse(file) : known;
            parsed.put(real, found);
            return found;
        } catch (IOException unreadable) {
            refuse(file, reason(unreadable));
            return List.of();
        }
    }

    private List<Document> parse(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            // One byte more than allowed tells a file that is too large, whatever size it claims to have.
            YamlDocuments.Parsed content = YamlDocuments.parse(
                    file.toString(),
                    String.valueOf(file.toAbsolutePath().normalize().getParent()),
                    stream.readNBytes(YamlDocuments.LARGEST + 1));
            violations.addAll(content.violations());
            return content.documents();
        }
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "an existing file or folder; there is none of this name";
        }
        return unreadable instanceof AccessDeniedException
                ? "a file or folder that berth may read; permission is denied"
                : "a file or folder that can be read; the system says: " + unreadable.getMessage();
    }

    private void refuse(Path path, String allowed) {
        violations.add(new Violation(new Mark(path.toString(), 1), YamlDocuments.WHOLE, path.toString(), allowed));
    }
}
