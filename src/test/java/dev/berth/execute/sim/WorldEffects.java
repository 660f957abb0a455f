package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.ContentsStep;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.FileStep;
import dev.berth.plan.NetStep;
import dev.berth.plan.Plan;
import dev.berth.plan.PoolStep;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.TakeBackup;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Client;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Every step made real in the simulated world. */
public final class WorldEffects implements Effects {
    private final World world;
    private final Points points;
    private final List<Client> clients;

    public WorldEffects(World world, Points points, List<Client> clients) {
        this.world = world;
        this.points = points;
        this.clients = clients;
    }

    @Override
    public Effect of(String migration, Plan plan, Step step, Map<String, String> evidence) {
        Making making = (look, act, back, way) -> new SimEffect(points, step.id(), look, act, back, way);
        return step.family(new Step.Families<>() {
            @Override
            public Effect file(FileStep file) {
                return file.match(new FileEffects(world, plan, making));
            }

            @Override
            public Effect container(ContainerStep container) {
                return container.match(new ContainerEffects(world, making, new Finder(world, plan, evidence)));
            }

            @Override
            public Effect probe(ProbeStep probe) {
                return probe.match(new ProbeEffects(world, clients, evidence, making));
            }

            @Override
            public Effect net(NetStep net) {
                return net.match(new NetEffects(world, evidence, making));
            }

            @Override
            public Effect pool(PoolStep pool) {
                return pool.match(new PoolEffects(world, evidence, making));
            }

            @Override
            public Effect contents(ContentsStep contents) {
                return contents.match(new ContentsEffects(new ProbeEffects(world, clients, evidence, making)));
            }

            @Override
            public Effect service(ServiceStep service) {
                throw new AssertionError(service.id() + ": there is no cluster in this world");
            }

            @Override
            public Effect workload(WorkloadStep workload) {
                throw new AssertionError(workload.id() + ": there is no cluster in this world");
            }

            @Override
            public Effect backup(TakeBackup backup) {
                return making.of(() -> false, Attempt::done, Attempt::done);
            }
        });
    }

    /** Makes an effect of its calls. */
    interface Making {
        Effect of(BooleanSupplier look, Supplier<Attempt> act, Supplier<Attempt> back, Supplier<Optional<Refusal>> way);

        /** One with nothing in the way of taking it back. */
        default Effect of(BooleanSupplier look, Supplier<Attempt> act, Supplier<Attempt> back) {
            return of(look, act, back, Optional::empty);
        }
    }
}
