package dev.berth.adapter.kube;

import dev.berth.execute.Effect;
import dev.berth.plan.ServiceStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the steps on Services real, by raw calls to the API server. */
public final class ServiceEffects {
    private final KubernetesClient client;
    private final Supplier<Optional<String>> register;

    /** @param register has the register of grants written as policies have it; the reason where that can't be */
    public ServiceEffects(KubernetesClient client, Supplier<Optional<String>> register) {
        this.client = client;
        this.register = register;
    }

    /** @param policy for whose move it is */
    public Effect of(String policy, ServiceStep step) {
        return step.match(new ServiceStep.Cases<>() {
            @Override
            public Effect grantPorts(ServiceStep.GrantPorts step) {
                return new GrantedPorts(new LiveService(client, step.ports()), register, step.patience());
            }

            @Override
            public Effect bridgePorts(ServiceStep.BridgePorts step) {
                return new Bridge(slices(policy, step), true);
            }

            @Override
            public Effect settleBridge(ServiceStep.SettleBridge step) {
                return new Turn(pause(step.pause()), slices(policy, step).asBefore(step.patience()));
            }

            @Override
            public Effect addPorts(ServiceStep.AddPorts step) {
                return new AddedPorts(new LiveService(client, step.ports()));
            }

            @Override
            public Effect awaitPorts(ServiceStep.AwaitPorts step) {
                return new Turn(
                        slices(policy, step).asAfter(step.patience()),
                        pause(step.ports().renames() ? step.pause() : Duration.ZERO));
            }

            @Override
            public Effect removeBridge(ServiceStep.RemoveBridge step) {
                return new Bridge(slices(policy, step), false);
            }

            @Override
            public Effect removeOldPorts(ServiceStep.RemoveOldPorts step) {
                return new RemovedPorts(new LiveService(client, step.ports()));
            }
        });
    }

    private ServiceSlices slices(String policy, ServiceStep step) {
        return new ServiceSlices(client, step.ports(), policy);
    }

    private static Turn.Waiting pause(Duration length) {
        return () -> {
            Thread.sleep(length.toMillis());
            return true;
        };
    }
}
