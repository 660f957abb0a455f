package dev.berth.operator;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Lets a change of a policy count that is of its spec, its end, or what people say of it, and not of its status; and that another
 * one has its name, where a watch missed the moment between them.
 */
public final class Retold implements OnUpdateFilter<DatabasePortPolicy> {
    @Override
    public boolean accept(DatabasePortPolicy now, DatabasePortPolicy before) {
        return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || !now.getFinalizers().equals(before.getFinalizers())
                || Annotations.differ(now, before);
    }
}
