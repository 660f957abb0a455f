package dev.berth.operator;

import dev.berth.observe.TakenPort;
import dev.berth.plan.Grants;
import dev.berth.plan.Protection;
import dev.berth.plan.Protection.Guard;
import dev.berth.plan.Stray;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keeps the register of grants as the policies have it, and tells how well their namespaces are protected. */
public final class Warden implements AutoCloseable {
    private final GrantBook book;
    private final Register register;
    private final GuardWatch guard;
    private final HostPorts hostPorts;
    private final Rounds rounds = new Rounds(this::round);
    private final AtomicBoolean begun = new AtomicBoolean();

    /** Empty until policies are watched. */
    private volatile Optional<Charges> charges = Optional.empty();

    /** What the register should say, once that is known. */
    private volatile Optional<ReadRegister> last = Optional.empty();

    private volatile Optional<String> failure = Optional.empty();

    private Warden(KubernetesClient client, String namespace, Function<HasMetadata, Reading> reader, Runnable broken) {
        book = new GrantBook(reader);
        register = new Register(client, namespace, rounds::hasten, broken);
        guard = new GuardWatch(client, namespace, () -> charges.ifPresent(Charges::ring), broken);
        hostPorts = new HostPorts(client, changed -> charges.ifPresent(known -> known.ring(changed)), broken);
    }

    /**
     * Begins to look; the source that {@link #watch} gives does not start before all is known that is asked for here.
     *
     * @param namespace berth's own, where the register is
     * @param reader understands policies
     * @param broken told when one of its watches has ended for good
     */
    public static Warden open(
            KubernetesClient client, String namespace, Function<HasMetadata, Reading> reader, Runnable broken) {
        return new Warden(client, namespace, reader, broken);
    }

    /** Has the policies and Services of a cluster told, which the operator watches anyway. */
    EventSource<?, DatabasePortPolicy> watch(
            IndexerResourceCache<DatabasePortPolicy> policies, IndexerResourceCache<Service> services) {
        Charges known = new Charges(policies, services, () -> watches().forEach(Watched::await));
        charges = Optional.of(known);
        return known.bell();
    }

    private Stream<Watched<?>> watches() {
        return Stream.of(register.watches(), guard.watches(), hostPorts.watches())
                .flatMap(watches -> watches);
    }

    /** What it does not keep up to date now. */
    Stream<String> unwell() {
        return watches().flatMap(Watched::unwell);
    }

    /** How well the namespace of a policy is protected; the first who asks has the register kept from then on. */
    public Protection protection(String namespace) {
        Charges known = charges.orElseThrow();
        if (begun.compareAndSet(false, true)) {
            round();
            rounds.start();
        }
        boolean read = known.policies(namespace).stream().allMatch(book::knows);
        Grants registered = registered().in(namespace);
        Grants given = book.of(known.policies(namespace).stream(), registered);
        if (!read || !given.all().equals(registered.all())) {
            rounds.hasten();
        }
        List<Stray> strays = given.strays(taken(known, namespace).toList());
        return guard.absence(namespace)
                .map(why -> new Protection(Guard.ABSENT, why, strays))
                .orElseGet(() -> guarded(strays));
    }

    /**
     * Lets the copies of a rehearsal, or pods that go to a port or back, or have it, have ports, too, for as long as it
     * lasts; the reason where the register can't be written and the guard asks it.
     *
     * @param grants none once it is over; to lend what is lent already costs nothing
     */
    public Optional<String> lend(String namespace, String policy, Grants grants) {
        return (book.lend(namespace, policy, grants) ? keep() : failure)
                .filter(why -> guard.absence(namespace).isEmpty());
    }

    /** The Pods of the whole cluster that have a port of their nodes. */
    public Stream<String> holders(int hostPort) {
        return hostPorts.holders(hostPort);
    }

    private Protection guarded(List<Stray> strays) {
        return failure.map(why -> new Protection(Guard.BLIND, why, strays))
                .orElseGet(() -> new Protection(guard.refuses() ? Guard.REFUSING : Guard.WARNING, "", strays));
    }

    /** How many strays there are in the namespaces that have a policy. */
    public int strays() {
        return charges.map(known -> known.namespaces()
                        .mapToInt(namespace -> strays(known, namespace).size())
                        .sum())
                .orElse(0);
    }

    private List<Stray> strays(Charges known, String namespace) {
        return book.of(known.policies(namespace).stream(), registered().in(namespace))
                .strays(taken(known, namespace).toList());
    }

    /** A bug must not end the rounds unseen. */
    private void round() {
        try {
            keep();
        } catch (RuntimeException e) {
            failure = Optional.of("unexpected: " + e);
        }
    }

    /** Writes the register where it is not as the policies have it; the reason where it can't be written. */
    public synchronized Optional<String> keep() {
        Charges known = charges.orElseThrow();
        ReadRegister before = registered();
        Map<String, Grants> all = book.all(
                known.policies(), before, namespace -> taken(known, namespace).toList());
        SortedMap<String, String> wanted = RegisterText.of(all);
        last = Optional.of(ReadRegister.of(wanted));
        Optional<String> refused = register.tried(wanted);
        if (!refused.equals(failure)) {
            failure = refused;
            known.ring();
        } else {
            RegisterText.changed(before.data(), wanted).forEach(known::ring);
        }
        return refused;
    }

    /** Of a register that somebody else may have written into, only what an operator of before has left is believed. */
    private ReadRegister registered() {
        return last.or(() -> register.data().map(ReadRegister::of)).orElseGet(() -> ReadRegister.of(Map.of()));
    }

    private Stream<TakenPort> taken(Charges known, String namespace) {
        return Stream.concat(known.services(namespace).flatMap(ListedPorts::of), hostPorts.in(namespace));
    }

    @Override
    public void close() {
        rounds.close();
        watches().forEach(Watched::close);
    }
}
