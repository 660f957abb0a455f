package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.util.Optional;

/**
 * The folder that berth keeps its records in: journals, recipes, rehearsals, the lock. For its owner alone.
 *
 * @param path absolute
 */
public record StateFolder(Path path) {
    private static final String RUN = "lock";
    private static final String DAEMON = "daemon";

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** The default place: {@code .berth} in the policy's own folder. */
    public static StateFolder beside(Path policy) {
        var absolute = policy.toAbsolutePath();
        return new StateFolder(
                Files.isDirectory(absolute) ? absolute.resolve(".berth") : absolute.resolveSibling(".berth"));
    }

    public Path migrations() {
        return path.resolve("migrations");
    }

    public Path recipes() {
        return path.resolve("recipes");
    }

    public Path rehearsals() {
        return path.resolve("rehearsals");
    }

    /** Why these records can't be used, and what would lift it. */
    public record Flaw(String reason, String remedy) {
        @Override
        public String toString() {
            return reason + " — " + remedy;
        }
    }

    /** What is wrong with the folder as it stands; one that is not there yet has no flaw. Changes nothing. */
    public Optional<Flaw> flaw() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(path)) {
            return flaw("is no folder", "move the file away, or name another folder with --state");
        }
        try {
            return flawOfRights();
        } catch (IOException failure) {
            return flaw("can't be looked at: " + failure, "name another folder with --state");
        }
    }

    /** Makes the folders where they are missing and takes the lock, if nobody has it. */
    public Locking lock(Clock clock) {
        return lock(RUN, clock);
    }

    /** The same for the one daemon of the folder, as long as it lives; runs have their own lock beside it. */
    public Locking claim(Clock clock) {
        return lock(DAEMON, clock);
    }

    /** Whether whoever has the lock is the folder's daemon. */
    public boolean isDaemon(Locking.Holder holder) {
        try {
            return StateLock.holder(path, DAEMON)
                    .filter(daemon ->
                            daemon.pid() == holder.pid() && daemon.host().equals(holder.host()))
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Why nothing could be written durably right now; tried, not guessed. */
    public Optional<Flaw> unwritable() {
        var before = flaw();
        if (before.isPresent() || !Files.exists(path)) {
            return before;
        }
        try {
            new Trial(path).run();
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(unwritable(failure));
        }
    }

    private Flaw unwritable(IOException failure) {
        return new Flaw(
                "the state folder " + path + " can't be written: " + failure,
                "make room or grant the right to write there, or name another folder with --state");
    }

    private Locking lock(String name, Clock clock) {
        var before = flaw();
        if (before.isPresent()) {
            return new Locking.Unusable(before.get());
        }
        try {
            Durable.folder(migrations());
            Durable.folder(recipes());
            Durable.folder(rehearsals());
            return StateLock.take(path, name, clock.instant());
        } catch (IOException failure) {
            return new Locking.Unusable(unwritable(failure));
        }
    }

    private Optional<Flaw> flawOfRights() throws IOException {
        var owner = Files.getOwner(path);
        var self = self();
        if (!owner.equals(self)) {
            return flaw(
                    "belongs to " + owner.getName() + ", and berth runs as " + self.getName(),
                    "run berth as " + owner.getName() + ", or name another folder with --state");
        }
        if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            return flaw("may be written by everybody", "chmod 700 it, or name another folder with --state");
        }
        if (!Files.isWritable(path)) {
            return flaw("can't be written", "grant the right to write there, or name another folder with --state");
        }
        return Optional.empty();
    }

    private Optional<Flaw> flaw(String what, String remedy) {
        return Optional.of(new Flaw("the state folder " + path + " " + what, remedy));
    }

    /** The user by number, as the kernel has it; a container's user often has no name to look up. */
    private static UserPrincipal self() throws IOException {
        var process = Path.of("/proc/self");
        return Files.exists(process)
                ? Files.getOwner(process)
                : Files.getOwner(Path.of(System.getProperty("user.home")));
    }
}
