package ai.datacontrols.settings;

/**
 * Everything that the rows of a card depend on which aren't about one person: what isn't in here must not be in a {@code
 * cached} section of those rows. Rendered rows are shared by everybody with an equal key.
 *
 * @param language the language of the texts (BCP 47)
 * @param from the registered client in links; null without one
 */
record RowsKey(
        String language,
        String policyVersion,
        String product,
        String plan,
        CardState.Control control,
        CardState.PlanChange planChange,
        boolean isUsed,
        boolean isFolded,
        String from) {

    static RowsKey of(ProductCard card) {
        return new RowsKey(
                card.texts().language(),
                card.policy().version(),
                card.id(),
                card.plan(),
                card.control(),
                card.planChange(),
                card.isUsed(),
                card.isFolded(),
                card.back() == null ? null : card.back().from());
    }
}
