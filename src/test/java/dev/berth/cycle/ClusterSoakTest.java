package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.ServiceStep.RemoveOldPorts;
import dev.berth.plan.Steering;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Soak;
import dev.berth.policy.ValuePlace;
import dev.berth.report.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterSoakTest {
    private static final Instant MOVED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE = MOVED.minusSeconds(600);
    private static final Duration SOAK = Duration.ofHours(48);
    private static final ValuePlace REPORTS = new ValuePlace("ConfigMap", "reporter", "DB_PORT");

    private static final List<Holder> UNREAD = List.of(
            Holder.unread(REPORTS.kind(), REPORTS.name(), "can't be read (code 403)"),
            ClusterClients.workload("reporter", MOVED.plusSeconds(60)));

    private static final String NEEDED = "Retired False OldPortsKept sql 5432 of Service main leads to its berth too,"
            + " by kubectl; it stays until every client has the new port";

    private final MemoryRecords records = new MemoryRecords();
    private final List<String> done = new ArrayList<>();
    private Policy policy = policy(Soak.Retire.WHEN_UNUSED);
    private Instant now = MOVED.plus(SOAK);
    private Instant podsMade = MOVED.plusSeconds(60);
    private Optional<String> retire = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private List<Sharer> sharers = List.of();
    private List<Holder> reporter = List.of();
    private boolean movedByAnother;
    private boolean removed;
    private int looks;

    @BeforeEach
    void everythingHasMoved() {
        moved(plan());
    }

    @Test
    void whileItSoaksNothingGoesAndTheNextLookIsDueAtItsEnd() {
        now = MOVED.plus(SOAK).minusSeconds(10);

        var soaked = pass();

        assertThat(condition(soaked)).isEqualTo("Retired False Soaking until 2026-03-03T12:00:00Z");
        assertThat(soaked.again()).contains(Duration.ofSeconds(10));
        assertThat(done).isEmpty();
    }

    @Test
    void whatIsRememberedIsEnoughToWait() {
        now = MOVED.plus(SOAK).minusSeconds(10);
        var past = past();
        records.reads = 0;

        var soaked = pass(past, facts());

        assertThat(condition(soaked)).startsWith("Retired False Soaking");
        assertThat(soaked.past()).isEmpty();
        assertThat(List.of(records.reads, looks)).containsOnly(0);
    }

    @Test
    void nobodyIsAskedWhereOnlyAPersonLetsItGo() {
        policy = policy(Soak.Retire.ON_APPROVAL);
        var past = past();
        records.reads = 0;

        var soaked = pass(past, facts());

        assertThat(condition(soaked)).contains("soak.retire is OnApproval");
        assertThat(List.of(records.reads, looks)).containsOnly(0);
    }

    @Test
    void whatIsRememberedEndsNothingThatItsRecordsDoNotKnow() {
        var past = past();
        pass();
        done.clear();

        var soaked = pass(past, facts());

        assertThat(done).isEmpty();
        assertThat(condition(soaked)).startsWith("Retired True NoOldPort");
        assertThat(soaked.past().orElseThrow().all())
                .extracting(Progress::standing)
                .containsExactly(Standing.CLOSED);
    }

    @Test
    void atItsEndTheOldPortGoesWhereEveryClientIsKnownToHaveTheNewOne() {
        var soaked = pass();

        assertThat(done).containsExactly("main/14-remove-old-ports");
        assertThat(condition(soaked))
                .isEqualTo("Retired True NoOldPort commit to Service main: its ports have {name: sql-7000, port: 7000,"
                        + " targetPort: 5432} and no longer 5432");
        assertThat(newest().standing()).isEqualTo(Standing.CLOSED);
    }

    @Test
    void aPodOfBeforeKeepsTheOldPort() {
        podsMade = BEFORE;

        var soaked = pass();

        assertThat(condition(soaked))
                .startsWith("Retired False OldPortsKept a pod of Deployment/web is as old as the old port");
        assertThat(soaked.again()).contains(Duration.ofSeconds(30));
        assertThat(done).isEmpty();
    }

    @Test
    void podsThatBerthMayNotLookAtKeepTheOldPort() {
        var holders = new ArrayList<>(holders());
        holders.set(2, Holder.unread("Deployment", "web", "can't be read (code 403)"));

        var soaked = pass(new ClusterFacts(facts().services(), holders));

        assertThat(condition(soaked))
                .startsWith("Retired False OldPortsKept nobody can tell how old the pods of Deployment/web are: it"
                        + " can't be read (code 403) — annotate the policy with");
        assertThat(done).isEmpty();
    }

    @Test
    void aPodOfTheVerySecondInWhichTheMoveBeganIsNotOfBefore() {
        podsMade = MOVED;

        var soaked = pass();

        assertThat(condition(soaked)).startsWith("Retired True NoOldPort");
    }

    @Test
    void aPodThatTheMoveDidNotRestartIsOfBeforeUnlessItIsYounger() {
        records.all().forEach(records::forget);
        moved(plan(7000));
        podsMade = MOVED;

        var soaked = pass();

        assertThat(condition(soaked)).contains("a pod of Deployment/web is as old as the old port");
    }

    @Test
    void aValueThatWasPutBackKeepsIt() {
        var holders = new ArrayList<>(holders());
        holders.set(0, ClusterClients.holder(ClusterClients.CONFIG, "5432"));

        var soaked = pass(new ClusterFacts(facts().services(), holders));

        assertThat(condition(soaked)).contains("OldPortsKept not every client has the new port in its values");
    }

    @Test
    void whileSomethingCanNotBeJudgedNobodyKnowsOfTheClients() {
        policy = PolicyWith.databases(
                policy, List.of(policy.databases().get(0), behind("other", 5432, 7001)), policy.clients());

        assertThat(condition(pass()))
                .startsWith("Retired False OldPortsKept whether every client has the new port nobody can tell while"
                        + " there is no Service other in namespace shop");
    }

    @Test
    void noWordOfAPersonOutweighsAClientThatIsSeenBehind() {
        retire = Optional.of(hash());
        var holders = new ArrayList<>(holders());
        holders.set(0, ClusterClients.holder(ClusterClients.CONFIG, "5432"));

        var soaked = pass(new ClusterFacts(facts().services(), holders));

        assertThat(condition(soaked))
                .isEqualTo("Retired False OldPortsKept not every client has the new port in its values");
        assertThat(done).isEmpty();
    }

    @Test
    void noWordOfAPersonOutweighsANewPortThatIsGone() {
        retire = Optional.of(hash());
        var services = ClusterClients.facts(holders(), "sql", 5432).services();

        var soaked = pass(new ClusterFacts(services, holders()));

        assertThat(condition(soaked)).isEqualTo("Retired False OldPortsKept main.sql is not at port 7000");
        assertThat(done).isEmpty();
    }

    @Test
    void whereNoClientIsKnownNobodyCanTellThatItIsUnused() {
        policy = PolicyWith.clients(policy, List.of());

        assertThat(condition(pass()))
                .isEqualTo("Retired False OldPortsKept no client is known to use main, so nobody can tell who does"
                        + " — annotate the policy with berth.dev/retire=" + hash());
    }

    @Test
    void aClientWithoutAWorkloadKeepsIt() {
        var web = ClusterClients.web();
        policy = PolicyWith.clients(
                policy,
                List.of(new Client(
                        "web", web.uses(), List.of(), web.values(), Optional.empty(), Optional.empty(), web.mark())));

        assertThat(condition(pass())).contains("nobody can tell which port of main web uses: it names no workload");
    }

    @Test
    void aPersonLetsItGoByThePlansHash() {
        policy = PolicyWith.clients(policy(Soak.Retire.ON_APPROVAL), List.of());
        assertThat(condition(pass())).contains("soak.retire is OnApproval");
        retire = Optional.of(hash());

        pass();

        assertThat(done).containsExactly("main/14-remove-old-ports");
    }

    @Test
    void theHashOfAnotherPlanLetsNothingGo() {
        policy = policy(Soak.Retire.ON_APPROVAL);
        retire = Optional.of("0123456789ab");

        pass();

        assertThat(done).isEmpty();
    }

    @Test
    void anEndThatFailsIsTriedAgainWhateverElseSpeaksAgainstIt() {
        refusal = Optional.of("the API server says: no");
        assertThat(condition(pass())).isEqualTo("Retired False OldPortsKept the API server says: no");
        refusal = Optional.empty();
        podsMade = BEFORE;

        pass();

        assertThat(newest().standing()).isEqualTo(Standing.CLOSED);
    }

    @Test
    void anOldPortThatComesBackIsToldWithWhoBroughtIt() {
        pass();
        removed = false;

        assertThat(condition(pass()))
                .isEqualTo("Retired False OldPortBack sql 5432 came back, by kubectl — commit to Service main: its"
                        + " ports have {name: sql-7000, port: 7000, targetPort: 5432} and no longer 5432");
    }

    @Test
    void anOldPortThatThePolicyWantsAgainStaysWhateverAPersonSays() {
        movedOn();
        retire = Optional.of(hash());

        var soaked = pass(beside("sql-7000", 7000, "sql-7001", 7001));

        assertThat(condition(soaked))
                .isEqualTo("Retired False OldPortsKept the policy wants port 7000 of Service main again");
        assertThat(soaked.again()).contains(Duration.ofSeconds(30));
        assertThat(done).isEmpty();
    }

    @Test
    void itStaysThoughTheEndHadBegunWhenThePolicyChanged() {
        movedOn();
        var end = newest().plan().steps(RemoveOldPorts.class).findFirst().orElseThrow();
        records.all().get(0).append(new Entry.Began(now, end.id()));

        var soaked = pass(beside("sql-7000", 7000, "sql-7001", 7001));

        assertThat(condition(soaked)).contains("OldPortsKept the policy wants port 7000");
        assertThat(done).isEmpty();
    }

    @Test
    void theOldPortsOfTwoMovesGoInTheirTurn() {
        policy = PolicyWith.port(policy, 7001);
        var between = ClusterClients.facts(ClusterClients.holders(7000), "sql", 5432, "sql-7000", 7000);
        moved(((ClusterDecision.Seen) ClusterPlanner.decide(policy, between))
                .plan()
                .orElseThrow());

        var soaked = pass(new ClusterFacts(
                beside("sql", 5432, "sql-7000", 7000, "sql-7001", 7001).services(), holders(7001)));

        assertThat(done).hasSize(2);
        assertThat(soaked.past().orElseThrow().all())
                .allMatch(progress -> progress.standing() == Standing.CLOSED)
                .flatExtracting(
                        progress -> progress.plan().steps(RemoveOldPorts.class).toList())
                .extracting(step -> step.ports().pairs().get(0).from())
                .containsExactly(5432, 7000);
        assertThat(condition(soaked))
                .isEqualTo("Retired True NoOldPort commit to Service main: its ports have {name: sql-7001, port: 7001,"
                        + " targetPort: 5432} and no longer 5432, 7000");
    }

    @Test
    void aPortThatAnotherPolicyHasAsABerthStaysWhateverAPersonSays() {
        movedOn();
        policy = PolicyWith.port(policy, 7001);
        sharers = List.of(stock(List.of()));
        retire = Optional.of(hash());

        var soaked =
                pass(new ClusterFacts(beside("sql-7000", 7000, "sql-7001", 7001).services(), holders(7001)));

        assertThat(condition(soaked))
                .isEqualTo("Retired False OldPortsKept policy stock wants port 7000 of Service main");
        assertThat(done).isEmpty();
    }

    @Test
    void noWordOfAPersonOutweighsAClientOfAnotherPolicyThatIsSeenBehind() {
        sharers = List.of(stock(List.of(reporter())));
        reporter = reporter(5432, MOVED.plusSeconds(60));
        retire = Optional.of(hash());

        var soaked = pass();

        assertThat(condition(soaked))
                .isEqualTo("Retired False OldPortsKept ConfigMap/reporter DB_PORT of client reporter of policy stock"
                        + " names port 5432 of Service main");
        assertThat(done).isEmpty();
    }

    @Test
    void aPodOfBeforeOfAnotherPolicysClientKeepsTheOldPort() {
        sharers = List.of(stock(List.of(reporter())));
        reporter = reporter(7000, BEFORE);

        var soaked = pass();

        assertThat(condition(soaked))
                .isEqualTo("Retired False OldPortsKept policy stock: a pod of Deployment/reporter is as old as the old"
                        + " port — annotate the policy with berth.dev/retire=" + hash());
        assertThat(done).isEmpty();
    }

    @Test
    void aValueOfAnotherPolicyThatBerthMayNotReadKeepsIt() {
        sharers = List.of(stock(List.of(reporter())));
        reporter = UNREAD;

        var soaked = pass();

        assertThat(condition(soaked))
                .startsWith("Retired False OldPortsKept policy stock: whether every client has the new port nobody can"
                        + " tell while ConfigMap/reporter can't be read (code 403)");
        assertThat(done).isEmpty();
    }

    @Test
    void soDoesOneWhileAnotherDatabaseOfThatPolicyCanNotBeJudged() {
        sharers = List.of(besideOther(reporter()));
        reporter = UNREAD;

        var soaked = pass();

        assertThat(condition(soaked))
                .startsWith("Retired False OldPortsKept policy stock: whether every client has the new port nobody can"
                        + " tell while there is no Service other in namespace shop");
        assertThat(done).isEmpty();
    }

    @Test
    void anotherPolicyOfWhichNothingCanBeSaidKeepsIt() {
        var files = List.of(new Client.FileRule("reporter.ini", "5432", "{{main.sql}}", 1, ClusterPolicy.SHOP.mark()));
        var mover = PolicyWith.mode(
                stock(List.of(reporter(files, "{{main.sql}}"))).policy().orElseThrow(), Policy.Mode.PLAN);
        sharers = List.of(new Sharer("stock", Optional.of(mover)));
        reporter = reporter(7000, MOVED.plusSeconds(60));

        var soaked = pass();

        assertThat(condition(soaked))
                .startsWith("Retired False OldPortsKept policy stock: whether every client has the new port nobody can"
                        + " tell while in a cluster nobody changes files");
        assertThat(done).isEmpty();
    }

    /** The Service of the other is not there, so nobody knows that one's number. */
    @Test
    void aValueThatNamesAnotherDatabaseTooIsSeenBehindAllTheSame() {
        sharers = List.of(besideOther(reporter(List.of(), "a:{{main.sql}},b:{{other.sql}}")));
        reporter = List.of(
                ClusterClients.holder(REPORTS, "a:5432,b:6379"),
                ClusterClients.workload("reporter", MOVED.plusSeconds(60)));
        retire = Optional.of(hash());

        var soaked = pass();

        assertThat(condition(soaked))
                .isEqualTo("Retired False OldPortsKept ConfigMap/reporter DB_PORT of client reporter of policy stock"
                        + " names port 5432 of Service main");
        assertThat(done).isEmpty();
    }

    @Test
    void aPolicyThatCanNotBeUnderstoodKeepsIt() {
        sharers = List.of(new Sharer("stock", Optional.empty()));

        var soaked = pass();

        assertThat(condition(soaked))
                .startsWith("Retired False OldPortsKept policy stock names Service main, and can't be understood");
        assertThat(done).isEmpty();
    }

    /** Its own move restarts them, and this one never does. */
    @Test
    void clientsOfAnotherPortOfTheServiceKeepNothing() {
        var metrics =
                PolicyWith.databases(ClusterPolicy.SHOP, List.of(behind("main", 9187, 7005)), List.of(reporter()));
        sharers = List.of(new Sharer("stock", Optional.of(PolicyWith.name(metrics, "stock"))));
        reporter = reporter(7005, BEFORE);

        pass();

        assertThat(done).containsExactly("main/14-remove-old-ports");
    }

    @Test
    void itGoesOnceTheClientsOfAllPoliciesHaveTheNewOne() {
        sharers = List.of(stock(List.of(reporter())));
        reporter = reporter(7000, MOVED.plusSeconds(60));

        var soaked = pass();

        assertThat(done).containsExactly("main/14-remove-old-ports");
        assertThat(condition(soaked)).startsWith("Retired True NoOldPort");
    }

    /** As where the repository brought the new port: no migration takes the old one away. */
    @Test
    void anOldPortThatNoMigrationIsToTakeAwayIsToldWithWhatToCommit() {
        records.all().forEach(records::forget);

        assertThat(condition(pass()))
                .isEqualTo("Retired False OldPortsKept sql 5432 of Service main leads to its berth too, by kubectl:"
                        + " commit its ports without that");
        assertThat(done).isEmpty();
    }

    /** As where the repository that brought it is to bring the value, too. */
    @Test
    void whileAClientHasItInItsValuesNobodyIsToldToCommitItAway() {
        records.all().forEach(records::forget);
        policy = PolicyWith.mode(policy, Policy.Mode.PLAN);
        var holders = new ArrayList<>(holders());
        holders.set(0, ClusterClients.holder(ClusterClients.CONFIG, "5432"));

        var soaked = pass(new ClusterFacts(facts().services(), holders));

        assertThat(condition(soaked)).isEqualTo(NEEDED);
    }

    @Test
    void norWhileAClientOfAnotherPolicyHas() {
        records.all().forEach(records::forget);
        sharers = List.of(stock(List.of(reporter())));
        reporter = reporter(5432, MOVED.plusSeconds(60));

        assertThat(condition(pass())).isEqualTo(NEEDED);
    }

    @Test
    void norWhileNobodyCanTellOfThose() {
        records.all().forEach(records::forget);
        sharers = List.of(new Sharer("stock", Optional.empty()));

        assertThat(condition(pass())).isEqualTo(NEEDED);
    }

    @Test
    void norWhileTheMigrationOfAnotherPolicyMayStillTakeItAway() {
        records.all().forEach(records::forget);
        movedByAnother = true;

        assertThat(condition(pass())).isEqualTo(NEEDED);
    }

    @Test
    void aPortThatAnotherPolicyHasAsABerthIsNoOldOne() {
        records.all().forEach(records::forget);
        sharers = List.of(stock(List.of()));
        policy = PolicyWith.port(policy, 7001);

        var soaked =
                pass(new ClusterFacts(beside("sql-7000", 7000, "sql-7001", 7001).services(), holders(7001)));

        assertThat(condition(soaked)).isEqualTo("Retired True NoOldPort");
    }

    /** Another policy that has its berth behind the same Service, at 7000. */
    private static Sharer stock(List<Client> clients) {
        return new Sharer(
                "stock", Optional.of(PolicyWith.name(PolicyWith.clients(ClusterPolicy.SHOP, clients), "stock")));
    }

    /** The same with a database behind a Service that is not there. */
    private static Sharer besideOther(Client client) {
        var shop = PolicyWith.databases(
                ClusterPolicy.SHOP,
                List.of(ClusterPolicy.SHOP.databases().get(0), behind("other", 5432, 7001)),
                List.of(client));
        return new Sharer("stock", Optional.of(PolicyWith.name(shop, "stock")));
    }

    /** A database that is called as its Service is. */
    private static Database behind(String service, int target, int port) {
        Database main = ClusterPolicy.SHOP.databases().get(0);
        return new Database(
                service,
                main.engine(),
                new Database.Runner.Service(service),
                List.of(new Database.Port("sql", target, port, Optional.empty(), main.mark())),
                Optional.empty(),
                Optional.empty(),
                main.mark());
    }

    private static Client reporter() {
        return reporter(List.of(), "{{main.sql}}");
    }

    /** @param replace the whole of its value */
    private static Client reporter(List<Client.FileRule> files, String replace) {
        return new Client(
                "reporter",
                List.of("main"),
                files,
                List.of(new Client.ValueRule(REPORTS, Optional.empty(), replace, 1, ClusterPolicy.SHOP.mark())),
                Optional.of("Deployment/reporter"),
                Optional.empty(),
                ClusterPolicy.SHOP.mark());
    }

    private static List<Holder> reporter(int port, Instant oldest) {
        return List.of(ClusterClients.holder(REPORTS, "" + port), ClusterClients.workload("reporter", oldest));
    }

    /** A migration from 7000 to 7001 soaks, though the policy wants 7000 again. */
    private void movedOn() {
        records.all().forEach(records::forget);
        var facts = ClusterClients.facts(ClusterClients.holders(7000), "sql-7000", 7000);
        moved(((ClusterDecision.Seen) ClusterPlanner.decide(PolicyWith.port(policy, 7001), facts))
                .plan()
                .orElseThrow());
    }

    /** What is seen where every client has 7000. */
    private ClusterFacts beside(Object... namesAndPorts) {
        return ClusterClients.facts(holders(), namesAndPorts);
    }

    private Soaked pass() {
        return pass(facts());
    }

    private Soaked pass(ClusterFacts facts) {
        return pass(past(), facts);
    }

    private Soaked pass(Past past, ClusterFacts facts) {
        var soak = new ClusterSoak(
                wanted -> {
                    looks++;
                    return wanted.name().equals("stock") ? new ClusterFacts(facts.services(), reporter) : facts;
                },
                service -> service.equals("main") ? sharers : List.of(),
                service -> movedByAnother,
                records,
                (migration, plan, step, evidence) -> removing(step.id()),
                Clock.fixed(now, ZoneOffset.UTC),
                new Quiet(),
                () -> false);
        var found = new ClusterFinding(
                ClusterPlanner.decide(policy, facts), past, Steering.FREE, Optional.empty(), Optional.empty());
        return soak.pass(new Reading.Valid(List.of(policy)), found, retire);
    }

    /** Its migrations as they are now. */
    private Past past() {
        return Past.of(records.all());
    }

    private Effect removing(String step) {
        return new Effect() {
            @Override
            public boolean holds() {
                return false;
            }

            @Override
            public Attempt apply() {
                if (refusal.isPresent()) {
                    return Attempt.notDone(refusal.get());
                }
                done.add(step);
                removed = true;
                return Attempt.done();
            }

            @Override
            public Attempt undo() {
                return Attempt.done();
            }
        };
    }

    private ClusterFacts facts() {
        var young = new ClusterFacts.Port("sql-7000", 7000, "5432", Optional.of(5432), List.of("berth"));
        var old = new ClusterFacts.Port("sql", 5432, "5432", Optional.of(5432), List.of("kubectl"));
        return new ClusterFacts(
                List.of(new ClusterFacts.Service(
                        "main",
                        "ClusterIP",
                        false,
                        "10.0.0.1",
                        Optional.empty(),
                        List.of("kubectl"),
                        removed ? List.of(young) : List.of(old, young),
                        1)),
                holders());
    }

    private List<Holder> holders() {
        return holders(7000);
    }

    private List<Holder> holders(int port) {
        var holders = new ArrayList<>(ClusterClients.holders(port));
        holders.set(2, ClusterClients.workload("web", podsMade));
        holders.set(3, ClusterClients.workload("worker", podsMade, "" + port));
        return holders;
    }

    private Plan plan() {
        return plan(5432);
    }

    /** @param had what clients have in their values before it */
    private Plan plan(int had) {
        var facts = ClusterClients.facts(ClusterClients.holders(had), "sql", 5432);
        return ((ClusterDecision.Seen) ClusterPlanner.decide(policy, facts))
                .plan()
                .orElseThrow();
    }

    private void moved(Plan plan) {
        Journal journal = records.open(MOVED, plan);
        plan.steps().filter(step -> step.head().phase() != Phase.CLEAN_UP).forEach(step -> {
            journal.append(new Entry.Began(MOVED, step.id()));
            var evidence = step instanceof WorkloadStep.ConfirmWorkload ? BEFORE.toString() : "";
            journal.append(new Entry.Applied(MOVED, step.id(), evidence));
        });
        assertThat(plan.steps()).anyMatch(RemoveOldPorts.class::isInstance);
    }

    private Progress newest() {
        var all = records.all();
        return Progress.of(all.get(all.size() - 1).entries());
    }

    private String hash() {
        return newest().plan().hash().substring(0, 12);
    }

    private static Policy policy(Soak.Retire retire) {
        return PolicyWith.soak(PolicyWith.mode(ClusterClients.policy(), Policy.Mode.ENFORCE), new Soak(SOAK, retire));
    }

    private static String condition(Soaked soaked) {
        Condition condition = soaked.condition().orElseThrow();
        return (condition.type() + " " + condition.status() + " " + condition.reason() + " " + condition.message())
                .strip();
    }
}
