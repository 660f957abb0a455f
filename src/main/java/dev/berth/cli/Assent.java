package dev.berth.cli;

import dev.berth.plan.Decision.Refusal;
import java.util.Optional;

/** The yes of a person that a command wants before it changes anything. */
record Assent(Workplace workplace, Console console) {
    /**
     * Asks for it.
     *
     * @param otherwise what to give a command where nobody can answer
     * @return why there is none; empty when a person typed yes
     */
    Optional<Refusal> asked(String policy, String command, String question, String otherwise) {
        if (!console.terminal()) {
            return Optional.of(new Refusal(
                    policy, command + " asks before it changes anything, and nobody can answer here", otherwise));
        }
        return console.confirms(question, workplace::interrupted)
                ? Optional.empty()
                : Optional.of(new Refusal(policy, "not confirmed", "answer yes"));
    }

    /** Asks a person to type a name that stands on the command line already, which is enough where nobody sits. */
    Optional<Refusal> typed(String name, String question) {
        return !console.terminal() || console.confirms(question, name, workplace::interrupted)
                ? Optional.empty()
                : Optional.of(new Refusal(name, "not confirmed", "type " + name));
    }
}
