package dev.berth.execute;

import dev.berth.observe.Debt;
import java.util.List;

/** What databases of one policy are owed by runs that did not live to give it. */
public interface Dues {
    /** Nobody owes anything. */
    Dues NONE = new Dues() {
        @Override
        public List<Debt> open() {
            return List.of();
        }

        @Override
        public Attempt settle(Debt debt) {
            return Attempt.done();
        }
    };

    /** Of a run that is at work, too: who holds the lock of the records knows that there is none. */
    List<Debt> open();

    /**
     * Gives a database what it is owed; the evidence is how it is now, where that is not plain. Untouched where it is owed that
     * no more. May be repeated.
     */
    Attempt settle(Debt debt);
}
