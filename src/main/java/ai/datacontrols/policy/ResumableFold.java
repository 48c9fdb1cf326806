package ai.datacontrols.policy;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Folds the events of an account, from the first one or from the end of a {@link FoldedHistory}. */
public interface ResumableFold extends Consumer<AccountEvent> {

    /** Returns whether the fold needs no state from before the end of that history. */
    boolean canResume(FoldedHistory history);

    /** Takes over the state at the end of a history that it can resume, instead of that history's events. */
    void resume(FoldedHistory history);

    /** Returns a fold that passes every event to each of the given ones. */
    static ResumableFold all(Collection<? extends ResumableFold> folds) {
        var each = List.copyOf(folds);
        return new ResumableFold() {
            @Override
            public boolean canResume(FoldedHistory history) {
                return each.stream().allMatch(fold -> fold.canResume(history));
            }

            @Override
            public void resume(FoldedHistory history) {
                each.forEach(fold -> fold.resume(history));
            }

            @Override
            public void accept(AccountEvent event) {
                each.forEach(fold -> fold.accept(event));
            }
        };
    }
}
