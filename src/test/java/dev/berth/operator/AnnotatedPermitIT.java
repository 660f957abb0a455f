package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.cycle.Approval;
import dev.berth.plan.Signal;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Approvals on a real API server to which connections are cut. */
@ExtendWith(Cluster.Given.class)
class AnnotatedPermitIT {
    private static final PolicyText POLICY =
            PolicyText.of("main").mode("Plan").marked("annotations: {berth.dev/approve: 0123456789ab}");
    private static final String USE = "PATCH .*/databaseportpolicies/shop";

    private final Cluster cluster;
    private final String namespace;
    private final LossyApi api;
    private final Resource<DatabasePortPolicy> policy;

    AnnotatedPermitIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, POLICY);
        policy = cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop");
        api = new LossyApi(cluster.client(), cluster.kubeconfig());
    }

    @AfterEach
    void end() {
        api.close();
    }

    @Test
    void anApprovalWhoseAnswerIsLostIsUsedAllTheSame() {
        var permit = permit();
        api.lose(USE);

        assertThat(permit.use()).map(Approval::how).contains("berth.dev/approve");

        assertThat(api.wasCut()).isTrue();
        assertThat(annotations()).containsOnlyKeys("berth.dev/approved");
        assertThat(annotations().get("berth.dev/approved")).startsWith("0123456789ab ");
    }

    @Test
    void anApprovalThatDidNotGetThroughIsUsedByTheNextTry() {
        var permit = permit();
        api.drop(USE, () -> assertThat(annotations()).containsKey("berth.dev/approve"));

        assertThat(permit.use()).isPresent();

        assertThat(api.wasCut()).isTrue();
        assertThat(annotations()).containsOnlyKeys("berth.dev/approved");
    }

    /** Only what stands in its place tells that from an approval that was used. */
    @Test
    void anApprovalThatIsTakenBackAtThatMomentLetsNothingRun() {
        var permit = permit();
        api.drop(USE, this::takeBack);

        assertThat(permit.use()).isEmpty();

        assertThat(api.wasCut()).isTrue();
    }

    @Test
    void anApprovalIsUsedOnce() {
        var permit = permit();

        assertThat(permit.use()).isPresent();
        assertThat(permit.use()).isEmpty();
    }

    @Test
    void theApprovalOfALaterPolicyOfTheNameIsNotUsed() {
        var permit = permit();
        makeAgain();

        assertThat(permit.use()).isEmpty();

        assertThat(annotations()).containsOnlyKeys("berth.dev/approve");
    }

    @Test
    void norIsWhatThatSaysTakenAway() {
        var before = policy.require();
        makeAgain();

        Annotations.withdraw(before, api.client(), Signal.APPROVE, "0123456789ab");

        assertThat(annotations()).containsOnlyKeys("berth.dev/approve");
    }

    private void makeAgain() {
        policy.delete();
        cluster.apply(namespace, POLICY);
    }

    private AnnotatedPermit permit() {
        return new AnnotatedPermit(api.client(), policy.require(), "0123456789ab");
    }

    private void takeBack() {
        policy.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": {\"berth.dev/approve\": null}}}");
    }

    private Map<String, String> annotations() {
        var annotations = policy.require().getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
