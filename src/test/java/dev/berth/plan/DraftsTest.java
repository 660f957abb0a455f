package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Project;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import dev.berth.plan.Drafts.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTest {
    private static final String TEXT = "A=999\nB=5433\nC=80\n";
    private static final Spot A = new Spot(".env", 2, "999");
    private static final Spot B = new Spot(".env", 8, "5433");
    private static final Spot C = new Spot(".env", 15, "80");

    private final Drafts drafts = new Drafts(new Project(
            List.of(), List.of(), List.of(), List.of(), List.of(new TextFile(".env", TEXT, true)), List.of()));

    @Test
    void aLaterMoveIsWrittenForTheTextThatTheEarlierOnesLeft() {
        drafts.make(List.of(new Change(A, "7000")));

        var edit = drafts.make(List.of(new Change(C, "7100"), new Change(B, "7001")));

        assertThat(edit)
                .containsExactly(new Drafts.Edit(
                        ".env",
                        hash("A=7000\nB=5433\nC=80\n"),
                        hash("A=7000\nB=7001\nC=7100\n"),
                        List.of(new Splice(9, "5433", "7001"), new Splice(16, "80", "7100"))));
    }

    @Test
    void oneSpotMayChangeAgainInALaterMove() {
        drafts.make(List.of(new Change(B, "70,5")));

        var edit = drafts.make(List.of(new Change(B, "70,71"), new Change(C, "1")));

        assertThat(edit.get(0).splices()).containsExactly(new Splice(11, "5", "71"), new Splice(15, "80", "1"));
    }

    @Test
    void severalWishesForOneTextAreOneChange() {
        var edit = drafts.make(List.of(new Change(A, "7000"), new Change(A, "7000")));

        assertThat(edit.get(0).splices()).containsExactly(new Splice(2, "999", "7000"));
        assertThat(drafts.contested()).isEmpty();
    }

    @Test
    void whatStandsAsWantedIsNoEdit() {
        assertThat(drafts.make(List.of(new Change(A, "999")))).isEmpty();
    }

    @Test
    void twoTextsForOneSpotAreContested() {
        drafts.make(List.of(new Change(A, "7000"), new Change(A, "7001")));

        assertThat(drafts.contested()).containsExactly(A);
    }

    @Test
    void spotsThatOverlapAreContestedEvenAcrossMoves() {
        var wide = new Spot(".env", 0, "A=999");
        drafts.make(List.of(new Change(A, "7000")));

        var edits = drafts.make(List.of(new Change(wide, "B=1")));

        assertThat(edits).isEmpty();
        assertThat(drafts.contested()).containsExactly(wide);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-moves", "shared-env", "chain", "clients-two-moves", "research-stack"})
    void undoingTheLastEditGivesExactlyWhatTheEarlierOnesLeft(String situation) {
        var golden = GoldenCase.named(situation);
        for (var file : golden.snapshot().project().files()) {
            var texts = new ArrayList<String>(List.of(file.text()));
            var edits = edits(golden, file.path()).toList();
            for (var edit : edits) {
                texts.add(Splice.apply(texts.get(texts.size() - 1), edit.splices()));
                assertThat(hash(texts.get(texts.size() - 1))).isEqualTo(edit.after());
            }
            for (int i = edits.size() - 1; i >= 0; i--) {
                var back = Splice.apply(
                        texts.get(i + 1), Splice.inverse(edits.get(i).splices()));

                assertThat(back).isEqualTo(texts.get(i));
                assertThat(hash(back)).isEqualTo(edits.get(i).before());
            }
        }
    }

    private static Stream<FileStep.EditFile> edits(GoldenCase golden, String path) {
        return golden.plan()
                .steps()
                .flatMap(step -> step instanceof FileStep.EditFile edit ? Stream.of(edit) : Stream.empty())
                .filter(edit -> edit.path().equals(path));
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
