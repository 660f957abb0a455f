package dev.berth.engine;

/** What came of a look at what a database holds. */
public sealed interface Looked {
    /** Why it was not all of it; empty where it was. */
    String why();

    /** It told at least how far it has come. */
    sealed interface Told extends Looked {
        History history();
    }

    /** All of it was seen while nobody wrote. */
    record Seen(History history, Contents contents) implements Told {
        @Override
        public String why() {
            return "";
        }
    }

    /** How far it has come is known, but not what it holds, and why. */
    record Partly(History history, String why) implements Told {}

    /** It holds more than can be read in the time that there was. */
    record TooMuch(History history) implements Told {
        @Override
        public String why() {
            return "it holds more than can be read in that time";
        }
    }

    /** An engine of its kind tells nothing that could be compared. */
    record Untold(String why) implements Looked {}

    /** It did not answer, or refused. */
    record Silent(String why) implements Looked {}
}
