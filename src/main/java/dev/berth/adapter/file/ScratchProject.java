package dev.berth.adapter.file;

import dev.berth.execute.Attempt;
import dev.berth.plan.FileStep;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Copies of a project's files in a folder of their own, so that edits can be tried on them. */
public final class ScratchProject {
    private static final byte[] MISSING = {};

    private final Path folder;
    private final Map<Path, byte[]> set;

    private ScratchProject(Path folder) throws IOException {
        this.folder = folder;
        this.set = contents();
    }

    /** What copying and setting gave. */
    public sealed interface Setting {
        /** The files lie there, edited. */
        record Set(ScratchProject project) implements Setting {}

        /** They don't, and why. */
        record Refused(String reason, String remedy) implements Setting {}
    }

    /**
     * Copies every file that the project is read from, and edits the copies as the plan would edit the real ones.
     *
     * @param environment the shell's variables
     * @param folder where the copies go, in the same order of folders
     * @throws IOException when a file can't be copied
     */
    public static Setting set(Policy policy, Map<String, String> environment, Path folder, Plan plan)
            throws IOException {
        var root = Path.of(policy.folder()).toAbsolutePath().normalize();
        var reading = new ProjectReading(policy, root, environment);
        reading.project();
        var outside =
                reading.paths().stream().filter(path -> !path.startsWith(root)).toList();
        if (!outside.isEmpty()) {
            return new Setting.Refused(
                    "the project reads " + outside.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + ", outside its folder " + root + "; only files below it can be copied",
                    "keep the policy in a folder above all of the project's files");
        }
        Files.createDirectories(folder);
        for (var path : reading.paths()) {
            var target = folder.resolve(root.relativize(path));
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(folder));
            Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return edited(folder, plan);
    }

    private static Setting edited(Path folder, Plan plan) throws IOException {
        var effects = new FileEffects();
        var edits = plan.steps(FileStep.EditFile.class).toList();
        for (var edit : edits) {
            var attempt = effects.editFile(edit, folder, plan.before(edit)).apply();
            if (!(attempt instanceof Attempt.Done)) {
                return new Setting.Refused(
                        "the copy of " + edit.path() + " could not be edited: " + attempt, "run berth rehearse again");
            }
        }
        return new Setting.Set(new ScratchProject(folder));
    }

    /** Files that are there, gone or different, unlike when the stage was set; by name, sorted. */
    public List<String> changed() throws IOException {
        var now = contents();
        var names = new TreeSet<>(set.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !set.containsKey(name)
                        || !now.containsKey(name)
                        || !Arrays.equals(set.getOrDefault(name, MISSING), now.getOrDefault(name, MISSING)))
                .map(Path::toString)
                .toList();
    }

    private Map<Path, byte[]> contents() throws IOException {
        var contents = new TreeMap<Path, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file), Files.readAllBytes(file));
            }
        } catch (UncheckedIOException e) {
            throw new IOException("the copies in " + folder + " can't be looked at", e);
        }
        return contents;
    }
}
