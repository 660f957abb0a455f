package dev.berth.adapter.file;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.FileStep.EditFile;
import dev.berth.plan.Sha256;
import dev.berth.plan.Splice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Edits a file that still is what the plan knew, and takes the edit back from a file that is what the edit made. */
final class FileEdit implements Effect {
    private final EditFile step;
    private final Path path;
    private final List<String> earlier;
    private final OtherMounts mounts;

    FileEdit(EditFile step, Path path, List<String> earlier, OtherMounts mounts) {
        this.step = step;
        this.path = path;
        this.earlier = earlier;
        this.mounts = mounts;
    }

    @Override
    public boolean holds() {
        try {
            return Sha256.of(open().content()).equals(step.after());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Attempt apply() {
        return turn(step.before(), step.after(), step.splices(), List.of(step.after()));
    }

    @Override
    public Attempt undo() {
        return turn(step.after(), step.before(), Splice.inverse(step.splices()), earlier);
    }

    private Attempt turn(String from, String to, List<Splice> splices, List<String> done) {
        try {
            var file = open();
            var content = file.content();
            if (done.contains(Sha256.of(content))) {
                return Attempt.done();
            }
            if (!Sha256.of(content).equals(from)) {
                return changed();
            }
            var edited = edit(content, splices);
            if (!Sha256.of(edited).equals(to)) {
                return new Attempt.Untouched(
                        "the edits of " + step.path() + " do not give what was planned; run plan again");
            }
            boolean inPlace = mounts.show(file.path());
            return file.replace(edited, inPlace, now -> Arrays.equals(now, content)) ? Attempt.done() : changed();
        } catch (NoSuchFileException e) {
            return new Attempt.Untouched(step.path() + " is gone; put it back, then run the command again");
        } catch (IOException e) {
            return Attempt.notDone(step.path() + " can't be edited: " + reason(e));
        }
    }

    private Attempt changed() {
        return new Attempt.Untouched(
                step.path() + " changed since the plan was made; look at what changed it, then run plan again");
    }

    /** A write that a crash cut short is finished first: only then does the content mean anything. */
    private DurableFile open() throws IOException {
        var file = new DurableFile(path.toRealPath());
        file.finishInterrupted(this::isCutShort);
        return file;
    }

    /** Whether the content is partly what was there and partly what this edit or its undo was writing. */
    private boolean isCutShort(byte[] content, byte[] wanted) {
        if (Sha256.of(content).equals(step.before()) || Sha256.of(content).equals(step.after())) {
            // Whole: nothing of it was written, or all. A file that takes no write must not be written for that.
            return false;
        }
        var splices = Sha256.of(wanted).equals(step.after()) ? Splice.inverse(step.splices()) : step.splices();
        boolean ours =
                Sha256.of(wanted).equals(step.after()) || Sha256.of(wanted).equals(step.before());
        return ours && DurableFile.isMixture(content, wanted, edit(wanted, splices));
    }

    private static byte[] edit(byte[] content, List<Splice> splices) {
        return Splice.apply(new String(content, StandardCharsets.ISO_8859_1), splices)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }
}
