<?php
// Adminer with the server of ADMINER_DEFAULT_SERVER filled in where nobody has named one.
function adminer_object() {
  return new class extends Adminer {
    function loginFormField($name, $heading, $value) {
      $server = htmlspecialchars(getenv('ADMINER_DEFAULT_SERVER') ?: '');
      return parent::loginFormField($name, $heading, str_replace('name="auth[server]" value=""', 'name="auth[server]" value="' . $server . '"', $value));
    }
  };
}
include '/usr/share/adminer/adminer.php';
