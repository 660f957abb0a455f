package dev.berth.operator;

import dev.berth.report.Happening;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Events about policies. What comes again within some minutes is counted in the event that is there. */
public final class PolicyEvents {
    private static final String CONTROLLER = "berth.dev/operator";
    private static final int LONGEST_NOTE = 1024;
    private static final Duration SERIES = Duration.ofMinutes(6);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;
    private final Map<Subject, Told> told = new ConcurrentHashMap<>();

    /** @param instance which of several operators tells it */
    public PolicyEvents(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
    }

    private record Subject(String policy, Happening happening) {}

    private record Told(Event event, int count, Instant last) {}

    /** When what is told now happened. */
    public Instant now() {
        return clock.instant();
    }

    /** Why it could not be told, which must stop nothing. */
    public Optional<String> tell(DatabasePortPolicy policy, Happening happening, Instant now) {
        told.values().removeIf(known -> known.last().plus(SERIES).isBefore(now));
        Subject subject = new Subject(policy.getMetadata().getUid(), happening);
        try {
            told.put(subject, told(policy, happening, Optional.ofNullable(told.get(subject)), now));
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            told.remove(subject);
            return Optional.of(Objects.requireNonNullElse(refused.getMessage(), refused.toString()));
        }
    }

    private Told told(DatabasePortPolicy policy, Happening happening, Optional<Told> before, Instant now) {
        if (before.isEmpty()) {
            Event fresh = client.resource(event(policy, happening, now)).create();
            return new Told(fresh, 1, now);
        }
        int count = before.get().count() + 1;
        Event counted = new EventBuilder(before.get().event())
                .withNewSeries()
                .withCount(count)
                .withLastObservedTime(micros(now))
                .endSeries()
                .build();
        return new Told(client.resource(counted).update(), count, now);
    }

    private Event event(DatabasePortPolicy policy, Happening happening, Instant now) {
        String note = happening.note();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(policy.getMetadata().getNamespace())
                .withName(policy.getMetadata().getName() + "."
                        + UUID.randomUUID().toString().substring(0, 8))
                .endMetadata()
                .withEventTime(micros(now))
                .withType(happening.kind().warns() ? "Warning" : "Normal")
                .withReason(happening.kind().name())
                .withAction("Reconcile")
                .withNote(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…")
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withRegarding(reference(policy))
                .build();
    }

    private static ObjectReference reference(DatabasePortPolicy policy) {
        return new ObjectReferenceBuilder()
                .withApiVersion(HasMetadata.getApiVersion(DatabasePortPolicy.class))
                .withKind(HasMetadata.getKind(DatabasePortPolicy.class))
                .withNamespace(policy.getMetadata().getNamespace())
                .withName(policy.getMetadata().getName())
                .withUid(policy.getMetadata().getUid())
                .withResourceVersion(policy.getMetadata().getResourceVersion())
                .build();
    }

    private static MicroTime micros(Instant at) {
        return new MicroTime(MICROS.format(at));
    }
}
