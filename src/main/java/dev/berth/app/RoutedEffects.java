package dev.berth.app;

import dev.berth.adapter.docker.ComposeTool;
import dev.berth.adapter.docker.ContainerEffects;
import dev.berth.adapter.docker.ModelProof;
import dev.berth.adapter.file.FileEffects;
import dev.berth.adapter.net.ContentsEffects;
import dev.berth.adapter.net.NetEffects;
import dev.berth.adapter.net.PoolEffects;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.ContentsStep;
import dev.berth.plan.FileStep;
import dev.berth.plan.NetStep;
import dev.berth.plan.Plan;
import dev.berth.plan.PoolStep;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.TakeBackup;
import dev.berth.plan.WorkloadStep;
import java.nio.file.Path;
import java.util.Map;

/** Sends each step to the adapter that can make it real. */
record RoutedEffects(
        FileEffects files,
        ContainerEffects containers,
        ProbeEffects probes,
        NetEffects net,
        PoolEffects pools,
        ContentsEffects contents,
        BackupEffects backups,
        ComposeTool compose)
        implements Effects {
    /** Makes the steps real that take backups. */
    interface BackupEffects {
        Effect of(String migration, Plan plan, TakeBackup step);
    }

    @Override
    public Effect of(String migration, Plan plan, Step step, Map<String, String> evidence) {
        return step.family(new Step.Families<>() {
            @Override
            public Effect file(FileStep step) {
                return RoutedEffects.this.file(plan, step);
            }

            @Override
            public Effect container(ContainerStep step) {
                return containers.of(migration, plan, step, evidence);
            }

            @Override
            public Effect probe(ProbeStep step) {
                return probes.of(plan, step, evidence);
            }

            @Override
            public Effect net(NetStep step) {
                return net.of(plan, step, evidence);
            }

            @Override
            public Effect pool(PoolStep step) {
                return pools.of(plan, step, evidence);
            }

            @Override
            public Effect contents(ContentsStep step) {
                return contents.of(plan, step, evidence);
            }

            @Override
            public Effect service(ServiceStep step) {
                throw new IllegalStateException(step.id() + " is no step of a Docker engine");
            }

            @Override
            public Effect workload(WorkloadStep step) {
                throw new IllegalStateException(step.id() + " is no step of a Docker engine");
            }

            @Override
            public Effect backup(TakeBackup step) {
                return backups.of(migration, plan, step);
            }
        });
    }

    private Effect file(Plan plan, FileStep step) {
        return step.match(new FileStep.Cases<>() {
            @Override
            public Effect editFile(FileStep.EditFile edit) {
                return files.editFile(edit, Path.of(plan.root()), plan.before(edit));
            }

            @Override
            public Effect proveModel(FileStep.ProveModel proof) {
                return new ModelProof(compose, plan, proof);
            }
        });
    }
}
