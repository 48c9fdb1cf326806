<#-- Like the template of the parent, without the message twice. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    <#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${message.summary}</#if>
  <#elseif section = "form">
    <#if messageHeader?? || requiredActions??>
      <p>${message.summary}<#list requiredActions![] as action><#if action?is_first>: </#if>${kcSanitize(msg("requiredAction.${action}"))?no_esc}<#sep>, </#list></p>
    <#else>
      <p>${msg("closePage")}</p>
    </#if>
    <#if !skipLink??>
      <#if pageRedirectUri?has_content>
        <p><a href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
      <#elseif actionUri?has_content>
        <p><a class="${properties.kcButtonPrimaryClass}" href="${actionUri}">${msg("doContinue")}</a></p>
      <#elseif (client.baseUrl)?has_content>
        <p><a href="${client.baseUrl}">${msg("backToApplication")}</a></p>
      </#if>
    </#if>
  </#if>
</@layout.registrationLayout>
