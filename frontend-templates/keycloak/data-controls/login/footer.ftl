<#-- Keycloak's template includes this file at the end of each page, for themes to override. -->
<#macro content>
  <#if pageId == "login">
    <p>${msg("signInHint")}</p>
  </#if>
  <#if realm.internationalizationEnabled && locale.supported?size gt 1>
    <nav aria-label="${msg("languages")}">
      <ul>
        <#list locale.supported?sort_by("label") as l>
          <li><a href="${l.url}" lang="${l.languageTag}" hreflang="${l.languageTag}"<#if l.languageTag == locale.currentLanguageTag> aria-current="true"</#if>>${l.label}</a></li>
        </#list>
      </ul>
    </nav>
  </#if>
</#macro>
