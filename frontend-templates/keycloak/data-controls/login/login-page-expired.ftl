<#-- Like the template of the parent, with two buttons in place of two links "here". -->
<#import "template.ftl" as layout>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("pageExpiredTitle")}
  <#elseif section = "form">
    <p>${msg("pageExpiredText")}</p>
    <@buttons.buttonLink id="loginContinueLink" href=url.loginAction label="pageExpiredContinue" class=["kcButtonPrimaryClass"] />
    <@buttons.buttonLink id="loginRestartLink" href=url.loginRestartFlowUrl label="pageExpiredRestart" />
  </#if>
</@layout.registrationLayout>
