<#-- Like the template of the parent, with a title and a hint of its own, and devices that a keyboard can select. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp"); section>
  <#if section = "header">
    ${msg("loginOtpTitle")}
  <#elseif section = "show-username">
    <#-- the label of the parent refers to a field that this page does not have -->
    <label class="unseen" for="kc-attempted-username">${msg("username")}</label>
  <#elseif section = "form">
    <form id="kc-otp-login-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" onsubmit="login.disabled = true">
      <#if otpLogin.userOtpCredentials?size gt 1>
        <@field.group name="selectedCredentialId" label=msg("loginOtpDevice")>
          <select id="selectedCredentialId" name="selectedCredentialId">
            <#list otpLogin.userOtpCredentials as device>
              <option value="${device.id}"<#if device.id == (otpLogin.selectedCredentialId!"")> selected</#if>>${device.userLabel!}</option>
            </#list>
          </select>
        </@field.group>
      </#if>
      <p class="hint">${msg("loginOtpHint")}</p>
      <@field.input name="otp" label=msg("loginOtpOneTime") autocomplete="one-time-code" fieldName="totp" autofocus=true />
      <@buttons.loginButton />
    </form>
  </#if>
</@layout.registrationLayout>
