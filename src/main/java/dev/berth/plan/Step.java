package dev.berth.plan;

/** One thing that berth does, by exactly one outside call, with all that its undo needs. */
public sealed interface Step
        permits FileStep,
                ContainerStep,
                ProbeStep,
                NetStep,
                PoolStep,
                ContentsStep,
                ServiceStep,
                WorkloadStep,
                TakeBackup {
    Head head();

    default String id() {
        return head().id();
    }

    <R> R family(Families<R> families);

    /** One answer for each family of steps. */
    interface Families<R> {
        R file(FileStep step);

        R container(ContainerStep step);

        R probe(ProbeStep step);

        R net(NetStep step);

        R pool(PoolStep step);

        R contents(ContentsStep step);

        R service(ServiceStep step);

        R workload(WorkloadStep step);

        R backup(TakeBackup step);
    }

    /** What every step has: a name unique in its plan, its phase, and why it is there. */
    record Head(String id, Phase phase, String cause) {}
}
