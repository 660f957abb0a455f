package dev.berth.execute.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Outcome;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.Rollback;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A situation with what an undisturbed migration makes of it, move by move. */
public final class Scenario {
    private final String name;
    private final GoldenCase situation;
    private final Plan plan;
    private final Map<String, String> before = new LinkedHashMap<>();
    private final String old;
    private final boolean wellBefore;
    private final String arrived;
    private final int points;
    private final int appends;

    public Scenario(String name) {
        this.name = name;
        this.situation = GoldenCase.named(name);
        this.plan = situation.plan();
        var trial = trial();
        old = trial.world.toString();
        wellBefore = trial.clientsAreWell();
        var outcome = trial.run(step -> before.putIfAbsent(move(step), trial.world.toString()));
        arrived = trial.world.toString();
        points = trial.points.passed();
        appends = trial.journal.appends();
        assertThat(outcome).isEqualTo(new Outcome.Migrated());
        assertThat(arrived).isNotEqualTo(old);
        assertThat(trial.clientsAreWell()).isTrue();
    }

    public Trial trial() {
        return new Trial(situation, plan);
    }

    /** How many points an undisturbed run has at which the process can die. */
    public int points() {
        return points;
    }

    /** How many entries an undisturbed run writes. */
    public int appends() {
        return appends;
    }

    /** The steps of an undisturbed run. */
    public List<Step> steps() {
        return plan.steps()
                .filter(step -> !step.head().phase().name().equals("CLEAN_UP"))
                .toList();
    }

    public void isNew(Trial trial, Outcome outcome) {
        assertThat(outcome).isEqualTo(new Outcome.Migrated());
        stands(trial, arrived);
    }

    public void isOld(Trial trial, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        stands(trial, old);
    }

    /** Rolled back as far as the policy wants it: everything, or the move of that step alone. */
    public void isBackBefore(Step step, Trial trial, Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        stands(trial, backBefore(step));
    }

    /** Either side, but wholly, and as the outcome says. */
    public void isNewOrBack(Trial trial, Outcome outcome) {
        assertThat(outcome).isInstanceOfAny(Outcome.Migrated.class, Outcome.RolledBack.class);
        if (outcome instanceof Outcome.Migrated) {
            stands(trial, arrived);
        } else {
            stands(
                    trial,
                    backBefore(plan.step(((Outcome.RolledBack) outcome).step()).orElseThrow()));
        }
    }

    private String backBefore(Step step) {
        return plan.rollback().scope() == Rollback.Scope.POLICY ? old : before.getOrDefault(move(step), old);
    }

    private void stands(Trial trial, String expected) {
        assertThat(trial.world).hasToString(expected);
        assertThat(trial.world.keptEveryRow()).isTrue();
        assertThat(trial.clientsAreWell()).isEqualTo(wellBefore || expected.equals(arrived));
    }

    private static String move(Step step) {
        return step.id().substring(0, step.id().indexOf('/'));
    }

    @Override
    public String toString() {
        return name;
    }
}
