<?php

declare(strict_types=1);

/**
 * Talks to a resident `timbang evaluate --stdio`: one request a line, one answer a line.
 *
 * Start one for each worker and keep it: the pack is read and its plan is made once.
 */
final class Timbang
{
    /** @var resource */
    private $process;
    /** @var array<int, resource> */
    private array $pipes = [];
    private int $last = 0;

    public function __construct(string $command, string $pack, string $asOf, string $source)
    {
        $started = proc_open(
            [$command, 'evaluate', $pack, '--stdio', '--as-of', $asOf, '--source', $source],
            [['pipe', 'r'], ['pipe', 'w'], STDERR],
            $this->pipes
        );
        if ($started === false) {
            throw new RuntimeException("$command tidak dapat dijalankan");
        }
        $this->process = $started;
    }

    /** Asks, and waits for the answer; what the engine refuses is thrown with its code. */
    public function ask(array $request): array
    {
        $this->send($request);
        $answer = $this->receive();
        if (!$answer['ok']) {
            throw new RuntimeException($answer['error']['code'] . ': ' . $answer['error']['message']['id']);
        }
        return $answer;
    }

    /** Sends a request without waiting; answers come in the order of the requests. */
    public function send(array $request): int
    {
        $request['id'] = ++$this->last;
        // Numbers stay exact where they are texts; PHP would make floats of decimals.
        $line = json_encode($request, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE) . "\n";
        if (fwrite($this->pipes[0], $line) !== strlen($line)) {
            throw new RuntimeException('proses timbang berhenti');
        }
        fflush($this->pipes[0]);
        return $this->last;
    }

    /** The next answer. */
    public function receive(): array
    {
        $line = fgets($this->pipes[1]);
        if ($line === false) {
            throw new RuntimeException('proses timbang berhenti');
        }
        return json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    }

    public function close(): int
    {
        fclose($this->pipes[0]);
        fclose($this->pipes[1]);
        return proc_close($this->process);
    }
}
