<?php

/**
 * Opens a mailbox by a link of hc. What stands behind its `#` is posted to us by our own page, and we redeem it at hc: once,
 * server to server. What we get for it signs in by IMAP and sends, until the session ends; then hc is told.
 *
 * Settings: `hc_url`, where hc is; `hc_key`, its HC_WEBMAIL_KEY. HC_WEBMAIL_URL is this Roundcube's address with `?hc=open`.
 */
class hc_webmail extends rcube_plugin
{
    /** Takes the token out of the address before anything else can see it, and posts it. */
    private const SCRIPT = "const [form] = document.forms; form.elements.token.value = location.hash.slice(1); history.replaceState(null, '', location.pathname); form.submit()";

    private const WORDS = [
        'en' => [
            'spent' => 'The link did not open the mailbox: it has been used, or is too old. Go back and open it again.',
            'refused' => 'This mailbox may not be opened in the webmail now. Ask whoever manages it.',
            'down' => 'The mailbox cannot be opened right now. Go back and try again in a moment.',
        ],
        'nl' => [
            'spent' => 'De koppeling opende de mailbox niet: hij is al gebruikt of te oud. Ga terug en open de mailbox opnieuw.',
            'refused' => 'Deze mailbox mag nu niet in de webmail worden geopend. Vraag het aan wie hem beheert.',
            'down' => 'De mailbox kan nu niet worden geopend. Ga terug en probeer het zo dadelijk opnieuw.',
        ],
        'de' => [
            'spent' => 'Der Link hat das Postfach nicht geöffnet: Er wurde schon benutzt oder ist zu alt. Gehen Sie zurück und öffnen Sie es erneut.',
            'refused' => 'Dieses Postfach darf gerade nicht im Webmail geöffnet werden. Fragen Sie, wer es verwaltet.',
            'down' => 'Das Postfach kann gerade nicht geöffnet werden. Gehen Sie zurück und versuchen Sie es gleich noch einmal.',
        ],
    ];

    private $opening = false;
    private $session;

    public function init()
    {
        $this->add_hook('startup', [$this, 'startup']);
        $this->add_hook('authenticate', [$this, 'authenticate']);
        $this->add_hook('user_create', [$this, 'user_create']);
        $this->add_hook('login_after', [$this, 'login_after']);
        $this->add_hook('login_failed', [$this, 'login_failed']);
        $this->add_hook('session_destroy', [$this, 'session_destroy']);
    }

    public function startup($args)
    {
        if (($_GET['hc'] ?? '') !== 'open') {
            return $args;
        }
        header('Referrer-Policy: no-referrer');
        if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
            $this->show_page();
        }
        $this->opening = true;

        return ['task' => 'login', 'action' => 'login'] + $args;
    }

    public function authenticate($args)
    {
        if (!$this->opening) {
            return $args;
        }
        // Whoever was signed in here is not any more, whatever comes of it.
        rcmail::get_instance()->kill_session();
        [$status, $this->session] = $this->is_own_page()
            ? $this->ask('redeem', ['token' => (string) ($_POST['token'] ?? '')])
            : [404, null];
        if (!$this->session) {
            $words = self::WORDS[substr($_SESSION['language'] ?? '', 0, 2)] ?? self::WORDS['en'];
            $why = $words[[403 => 'refused', 404 => 'spent', 422 => 'spent'][$status] ?? 'down'];

            return ['valid' => true, 'abort' => true, 'user' => '', 'error' => $why] + $args;
        }

        return [
            'valid' => true,
            'cookiecheck' => false,
            'user' => $this->session['address'],
            'pass' => $this->session['password'],
        ] + $args;
    }

    /** Its first identity has the name that the mailbox has. */
    public function user_create($args)
    {
        if ($this->session && $this->session['name'] !== '') {
            $args['user_name'] = $this->session['name'];
        }

        return $args;
    }

    public function login_after($args)
    {
        if ($this->session) {
            $_SESSION['hc_proof'] = $this->session['proof'];
        }

        return $args;
    }

    /** The mail server did not let us in: nobody will ever sign out of this session. */
    public function login_failed($args)
    {
        if ($this->session) {
            $this->ask('end', ['proof' => $this->session['proof']]);
        }

        return $args;
    }

    /** Signed out, or signed in to another mailbox. */
    public function session_destroy($args)
    {
        if (!empty($_SESSION['hc_proof'])) {
            $this->ask('end', ['proof' => $_SESSION['hc_proof']]);
        }

        return $args;
    }

    /** Another site's page could put its own mailbox before the person. Our page sends no Origin: it has no referrer. */
    private function is_own_page()
    {
        return ($_SERVER['HTTP_SEC_FETCH_SITE'] ?? '') === 'same-origin';
    }

    private function show_page()
    {
        $hash = base64_encode(hash('sha256', self::SCRIPT, true));
        header('Content-Type: text/html; charset=utf-8');
        header('Cache-Control: no-store');
        header("Content-Security-Policy: default-src 'none'; script-src 'sha256-$hash'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        echo '<!doctype html><html><head><meta charset="utf-8"><title>Webmail</title></head><body>',
            '<form method="post" action="?hc=open"><input type="hidden" name="token"></form>',
            '<script>', self::SCRIPT, '</script></body></html>';
        exit;
    }

    /** The status of hc's answer, 0 when there is none; and what it says, when it agrees. */
    private function ask($what, $body)
    {
        $config = rcmail::get_instance()->config;
        $request = [
            'method' => 'POST',
            'header' => ['Content-Type: application/json', 'Authorization: Bearer ' . $config->get('hc_key')],
            'content' => json_encode($body),
            'timeout' => 10,
            'ignore_errors' => true,
            'follow_location' => 0,
        ];
        $url = rtrim($config->get('hc_url'), '/') . '/v1/mail/webmail/' . $what;
        $answer = @file_get_contents($url, false, stream_context_create(['http' => $request]));
        $status = (int) (explode(' ', $http_response_header[0] ?? '')[1] ?? 0);

        return [$status, $answer !== false && $status === 200 ? json_decode($answer, true) : null];
    }
}
