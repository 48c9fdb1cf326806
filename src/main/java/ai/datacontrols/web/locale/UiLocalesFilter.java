package ai.datacontrols.web.locale;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.quarkus.oidc.Redirect.Location;
import jakarta.inject.Singleton;

/** Passes the language of the pages to the identity provider ({@code ui_locales}, OpenID Connect Core 1.0, 3.1.2.1). */
@Singleton
@Unremovable
@Redirect(Location.OIDC_AUTHORIZATION)
public class UiLocalesFilter implements OidcRedirectFilter {

    private final Languages languages;

    UiLocalesFilter(Languages languages) {
        this.languages = languages;
    }

    @Override
    public void filter(OidcRedirectContext redirect) {
        redirect.additionalQueryParams()
                .set("ui_locales", languages.of(redirect.routingContext()).toLanguageTag());
    }
}
