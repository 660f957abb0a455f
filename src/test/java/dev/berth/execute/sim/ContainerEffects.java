package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.observe.Container;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Container steps in the simulated world; each looks first, as {@link Effect} demands. */
record ContainerEffects(World world, WorldEffects.Making making, Finder finder) implements ContainerStep.Cases<Effect> {
    @Override
    public Effect saveRecipe(ContainerStep.SaveRecipe step) {
        var subject = step.subject();
        return making.of(
                () -> world.recipe(subject.name()).isPresent(),
                () -> finder.old(subject)
                        .map(old -> {
                            world.keep(subject.name(), old.like(old.id, old.name, old.bindings, old.label));
                            return Attempt.done();
                        })
                        .orElseGet(() -> Attempt.notDone("it is gone")),
                () -> {
                    if (world.recipe(subject.name()).isPresent()) {
                        world.start(finder.revived(subject, subject.name()));
                        world.forget(subject.name());
                    }
                    return Attempt.done();
                });
    }

    @Override
    public Effect createReplacement(ContainerStep.CreateReplacement step) {
        var subject = step.subject();
        return making.of(
                () -> finder.replacementId(subject).isPresent()
                        && finder.replacement(subject).isPresent(),
                () -> {
                    var box = finder.replacement(subject).orElseGet(() -> create(step));
                    if (!box.connected) {
                        world.connect(box);
                    }
                    return new Attempt.Done(box.id);
                },
                () -> {
                    finder.replacement(subject).ifPresent(box -> {
                        world.stop(box);
                        world.remove(box);
                    });
                    return Attempt.done();
                });
    }

    private Box create(ContainerStep.CreateReplacement step) {
        var recipe = world.recipe(step.subject().name()).orElseThrow(() -> new Refused("no recipe"));
        return world.create(recipe.like(
                world.nextId(),
                step.subject().next(),
                rebound(recipe.bindings, step.rebindings()),
                step.restamp() ? "restamped" : recipe.label));
    }

    @Override
    public Effect disarmRestart(ContainerStep.DisarmRestart step) {
        return making.of(
                () -> finder.old(step.subject())
                        .filter(old -> old.policy.equals("no"))
                        .isPresent(),
                () -> withOld(step.subject(), old -> world.policy(old, "no")),
                () -> {
                    finder.old(step.subject())
                            .filter(old -> !old.policy.equals(step.policy()))
                            .ifPresent(old -> world.policy(old, step.policy()));
                    return Attempt.done();
                });
    }

    @Override
    public Effect stopContainer(ContainerStep.StopContainer step) {
        var subject = step.subject();
        return making.of(() -> false, () -> withOld(subject, world::stop), () -> {
            world.start(finder.revived(subject, subject.name()));
            return Attempt.done();
        });
    }

    @Override
    public Effect parkContainer(ContainerStep.ParkContainer step) {
        var subject = step.subject();
        return making.of(
                () -> false,
                () -> withOld(subject, old -> call(old, subject.parked())),
                () -> {
                    var old = finder.revived(subject, subject.name());
                    call(old, subject.name());
                    world.start(old);
                    return Attempt.done();
                },
                () -> newcomer(subject));
    }

    private Optional<Refusal> newcomer(Subject subject) {
        return world.named(subject.name())
                .filter(box -> !box.id.equals(subject.id())
                        && !box.id.equals(finder.replacementId(subject).orElse("")))
                .map(box -> new Refusal(box.name, "was made anew", "remove it"));
    }

    @Override
    public Effect promoteReplacement(ContainerStep.PromoteReplacement step) {
        var subject = step.subject();
        return making.of(
                () -> finder.replacement(subject)
                        .filter(box -> box.name.equals(subject.name()))
                        .isPresent(),
                () -> finder.replacement(subject)
                        .map(box -> did(() -> call(box, subject.name())))
                        .orElseGet(() -> Attempt.notDone("the replacement is gone")),
                () -> {
                    finder.replacement(subject).ifPresent(box -> call(box, subject.next()));
                    return Attempt.done();
                });
    }

    @Override
    public Effect startReplacement(ContainerStep.StartReplacement step) {
        var subject = step.subject();
        return making.of(
                () -> finder.replacement(subject).filter(box -> box.running).isPresent(),
                () -> {
                    var box = finder.replacement(subject);
                    if (box.isEmpty()
                            || finder.old(subject).filter(old -> old.running).isPresent()) {
                        return Attempt.notDone("the old container still runs, or there is no replacement");
                    }
                    world.start(box.get());
                    return Attempt.done();
                },
                () -> {
                    finder.replacement(subject).ifPresent(world::stop);
                    return Attempt.done();
                });
    }

    @Override
    public Effect compareFidelity(ContainerStep.CompareFidelity step) {
        Supplier<Attempt> compare = () -> {
            var box = finder.replacement(step.subject());
            var recipe = world.recipe(step.subject().name());
            boolean same = box.isPresent()
                    && recipe.isPresent()
                    && box.get().name.equals(step.subject().name())
                    && box.get().connected
                    && box.get().policy.equals(recipe.get().policy)
                    && box.get().volumes.equals(recipe.get().volumes)
                    && box.get().bindings.equals(rebound(recipe.get().bindings, step.rebindings()));
            return same ? Attempt.done() : Attempt.notDone("it differs from its recipe");
        };
        return making.of(() -> false, compare, Attempt::done);
    }

    @Override
    public Effect removeParked(ContainerStep.RemoveParked step) {
        var subject = step.subject();
        return making.of(
                () -> finder.old(subject).isEmpty(),
                () -> {
                    if (finder.replacement(subject).filter(box -> box.running).isEmpty()) {
                        return Attempt.notDone("its replacement does not run");
                    }
                    finder.old(subject).ifPresent(world::remove);
                    return Attempt.done();
                },
                () -> {
                    var old = finder.revived(subject, subject.parked());
                    if (!old.policy.equals("no")) {
                        world.policy(old, "no");
                    }
                    return Attempt.done();
                });
    }

    @Override
    public Effect restartClient(ContainerStep.RestartClient step) {
        Supplier<Optional<Box>> client = () -> world.named(step.subject().name());
        return making.of(
                () -> false,
                () -> client.get().map(this::restart).orElseGet(() -> Attempt.notDone("the client is gone")),
                () -> client.get().map(this::restart).orElseGet(Attempt::done));
    }

    private Attempt restart(Box box) {
        world.stop(box);
        world.start(box);
        return Attempt.done();
    }

    @Override
    public Effect discardRecipe(ContainerStep.DiscardRecipe step) {
        return making.of(
                () -> world.recipe(step.subject().name()).isEmpty(),
                () -> did(() -> world.forget(step.subject().name())),
                () -> Attempt.notDone("nothing goes back from here"));
    }

    private Attempt withOld(Subject subject, java.util.function.Consumer<Box> act) {
        return finder.old(subject)
                .map(old -> did(() -> act.accept(old)))
                .orElseGet(() -> Attempt.notDone("the container is gone"));
    }

    private static Attempt did(Runnable act) {
        act.run();
        return Attempt.done();
    }

    private void call(Box box, String name) {
        if (!box.name.equals(name)) {
            world.rename(box, name);
        }
    }

    private static List<Container.Binding> rebound(List<Container.Binding> bindings, List<Rebinding> rebindings) {
        Function<Container.Binding, Container.Binding> move = binding -> rebindings.stream()
                .filter(rebinding -> rebinding.target() == binding.target()
                        && rebinding.hostIp().equals(binding.hostIp()))
                .map(rebinding ->
                        new Container.Binding(binding.target(), binding.protocol(), binding.hostIp(), rebinding.to()))
                .findFirst()
                .orElse(binding);
        return bindings.stream().map(move).toList();
    }
}
