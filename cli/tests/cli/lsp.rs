//! The language server, spoken to as an editor speaks.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::common::national;

/// A running server and what it was asked.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: i64,
    /// The last findings of each file.
    told: Vec<(String, Value)>,
}

impl Editor {
    fn start(arguments: &[&str]) -> Editor {
        let mut child = Command::new(env!("CARGO_BIN_EXE_timbang"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Editor { child, input, output, next: 0, told: Vec::new() }
    }

    fn initialized(arguments: &[&str], options: &Value) -> Editor {
        let mut editor = Editor::start(arguments);
        let answer =
            editor.ask("initialize", json!({ "capabilities": {}, "initializationOptions": options }));
        assert_eq!(answer["result"]["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, body: &str) {
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the server went away");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(written) => length = written.parse().unwrap(),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// Asks, and keeps what is told before the answer.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next = self.next.wrapping_add(1);
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        loop {
            let message = self.read();
            if message["id"] == json!(id) {
                return message;
            }
            self.keep(&message);
        }
    }

    fn keep(&mut self, message: &Value) {
        assert_eq!(message["method"], "textDocument/publishDiagnostics", "{message}");
        let uri = message["params"]["uri"].as_str().unwrap().to_owned();
        self.told.push((uri, message["params"]["diagnostics"].clone()));
    }

    /// The findings that are told next of a file.
    fn findings(&mut self, uri: &str) -> Value {
        loop {
            if let Some(at) = self.told.iter().position(|(told, _)| told == uri) {
                return self.told.remove(at).1;
            }
            let message = self.read();
            self.keep(&message);
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let file = json!({ "uri": uri, "languageId": "rhai", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": file }));
    }

    /// Replaces the characters between two places.
    fn change(&mut self, uri: &str, from: (usize, usize), to: (usize, usize), text: &str) {
        let range = json!({ "start": place(from), "end": place(to) });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "range": range, "text": text }] }),
        );
    }

    fn at(&mut self, method: &str, uri: &str, at: (usize, usize)) -> Value {
        let answer = self.ask(method, json!({ "textDocument": { "uri": uri }, "position": place(at) }));
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// Says goodbye; gives the exit code.
    fn end(mut self, shutdown: bool) -> i32 {
        if shutdown {
            assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        }
        self.tell("exit", Value::Null);
        self.child.wait().unwrap().code().unwrap()
    }
}

fn place((line, character): (usize, usize)) -> Value {
    json!({ "line": line, "character": character })
}

/// Line and UTF-16 column of a word of a text.
fn find(text: &str, word: &str) -> (usize, usize) {
    let (line, content) = text.lines().enumerate().find(|(_, l)| l.contains(word)).unwrap();
    (line, content.split(word).next().unwrap().encode_utf16().count())
}

/// A copy of the national pack in a folder whose name is no plain word.
fn copy() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap().join("aturan é");
    copy_folder(&national(), &root);
    (folder, root)
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn uri(root: &Path, path: &str) -> String {
    format!("file://{}/{path}", root.to_str().unwrap().replace(' ', "%20").replace('é', "%C3%A9"))
}

#[test]
fn an_editor_is_helped_with_the_national_pack() {
    let (_folder, root) = copy();
    let path = "angka_kredit/konversi.rhai";
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    let file = uri(&root, path);
    let mut editor = Editor::initialized(&["lsp", "--lang", "en"], &Value::Null);

    editor.open(&file, &text);
    let sound = editor.findings(&file);
    assert!(sound.as_array().unwrap().iter().all(|f| f["severity"] == 3), "only notes: {sound}");
    let (line, column) = find(&text, "predikat_kinerja,");
    let hover = editor.at("textDocument/hover", &file, (line, column + 3));
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("**"), "{hover}");
    let home = editor.at("textDocument/definition", &file, find(&text, "persentase_konversi"));
    assert_eq!(home[0]["uri"], uri(&root, "parameters/angka_kredit.toml"));

    // A broken edit that is not on disk, behind characters of two units and of four bytes.
    let mark = "/// 𝄞 é";
    let bad = "fn uji(jenjang) { jenjang == \"𝄞\" && jenjang == \"";
    let whole = format!("{text}\n{mark}\n{bad}");
    let lines = whole.lines().count();
    editor.change(&file, (text.lines().count(), 0), (text.lines().count(), 0), &format!("\n{mark}\n{bad}"));
    let found = editor.findings(&file);
    let errors = found.as_array().unwrap().iter().filter(|f| f["severity"] == 1);
    let first = errors.clone().next().unwrap();
    assert_eq!(first["source"], "timbang", "{found}");
    assert_eq!(first["relatedInformation"][0]["location"]["uri"], file, "where it should be closed");
    let open = errors.clone().find(|f| f["code"] == "T1005").unwrap();
    let quote = bad.encode_utf16().count();
    assert_eq!(
        open["range"],
        json!({ "start": place((lines - 1, quote - 1)), "end": place((lines - 1, quote)) })
    );
    let last = (lines - 1, bad.encode_utf16().count());
    let offers = editor.at("textDocument/completion", &file, last);
    let labels: Vec<&str> = offers.as_array().unwrap().iter().map(|o| o["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"ahli_muda") && !labels.contains(&"baik"), "{labels:?}");
    assert_eq!(offers[0]["textEdit"]["range"]["start"], place(last));
    let refused = editor.ask(
        "textDocument/rename",
        json!({ "textDocument": { "uri": file }, "position": place(find(&text, "bulan_penilaian")), "newName": "lama" }),
    );
    assert!(refused["error"]["message"].as_str().unwrap().starts_with("T4022"), "{refused}");

    // The edit is taken back, and what was found goes away.
    editor.change(&file, (text.lines().count(), 0), last, "");
    assert_eq!(editor.findings(&file), sound);
    let renamed = editor.ask(
        "textDocument/rename",
        json!({ "textDocument": { "uri": file }, "position": place(find(&text, "bulan_penilaian")), "newName": "lama" }),
    );
    let changes = renamed["result"]["changes"].as_object().unwrap();
    assert!(
        changes.contains_key(&file) && changes.contains_key(&uri(&root, "facts/kinerja.toml")),
        "{renamed}"
    );
    let range = editor.at("textDocument/prepareRename", &file, find(&text, "bulan_penilaian"));
    assert_eq!(
        range["end"]["character"].as_u64().unwrap() - range["start"]["character"].as_u64().unwrap(),
        15
    );
    let uses = editor.ask(
        "textDocument/references",
        json!({ "textDocument": { "uri": file }, "position": place(find(&text, "lama_bulan")), "context": { "includeDeclaration": true } }),
    );
    assert_eq!(uses["result"].as_array().unwrap().len(), 5, "{uses}");
    let symbols = editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": file } }));
    assert!(symbols["result"].as_array().unwrap().iter().any(|s| s["name"] == "angka_kredit_konversi"));

    // A layout that was disturbed comes back.
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let format = json!({ "textDocument": { "uri": file }, "options": options });
    assert_eq!(editor.ask("textDocument/formatting", format.clone())["result"], json!([]));
    let (line, column) = find(&text, "    bulan_selesai - bulan_mulai");
    editor.change(&file, (line, column), (line, column + 4), "");
    let edits = editor.ask("textDocument/formatting", format)["result"].clone();
    assert_eq!(edits[0]["newText"].as_str().unwrap(), text);
    assert_eq!(editor.end(true), 0);
}

#[test]
fn an_overlay_is_read_with_its_base() {
    let (_folder, root) = copy();
    let base = tempfile::tempdir().unwrap();
    let own = base.path().canonicalize().unwrap().join("daerah");
    std::fs::create_dir_all(own.join("a")).unwrap();
    let manifest = "format = 1\nid = \"daerah\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\noutputs = [\"kurang_lokal\"]\n[extends]\nid = \"nasional\"\nversion = \"0.1.0\"\n";
    std::fs::write(own.join("pack.toml"), manifest).unwrap();
    let rule = "//! @basis contoh\n/// Kurang.\nfn kurang_lokal(jp_minimal) { jp_minimal + 1 }\n";
    let mut editor = Editor::initialized(&["lsp"], &json!({ "base": root.to_str().unwrap(), "lang": "id" }));
    let file = uri(&own, "a/a.rhai");
    // Not on disk at all: the open file is the file.
    editor.open(&file, rule);
    let found = editor.findings(&uri(&own, "pack.toml"));
    assert_eq!(found[0]["code"], "T1604", "{found}");
    let home = editor.at("textDocument/definition", &file, find(rule, "jp_minimal"));
    assert_eq!(home[0]["uri"], uri(&root, "parameters/pelatihan.toml"));
    let hover = editor.at("textDocument/hover", &file, find(rule, "jp_minimal"));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("pack `nasional`"), "{hover}");
    assert_eq!(editor.end(true), 0);
}

#[test]
fn malformed_requests_are_answered_and_nothing_ends_the_server() {
    let mut editor = Editor::start(&["lsp"]);
    assert_eq!(editor.ask("textDocument/hover", json!({}))["error"]["code"], -32002);
    editor.ask("initialize", json!({}));
    assert_eq!(editor.ask("initialize", json!({}))["error"]["code"], -32600);
    for (body, code) in [
        ("{", -32700),
        ("\"a\"", -32600),
        ("[]", -32600),
        ("{\"id\":1}", -32600),
        ("{\"id\":[],\"method\":\"x\"}", -32600),
    ] {
        editor.send(body);
        let answer = editor.read();
        assert_eq!(answer["error"]["code"], code, "{body}");
        assert_eq!(answer["id"], Value::Null);
    }
    for (method, params, code) in [
        ("textDocument/hover", json!({}), -32602),
        (
            "textDocument/hover",
            json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": -1, "character": 1.5 } }),
            -32602,
        ),
        ("textDocument/rename", json!([1]), -32602),
        ("apa/saja", Value::Null, -32601),
    ] {
        assert_eq!(editor.ask(method, params)["error"]["code"], code, "{method}");
    }
    editor.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    editor.tell("textDocument/didChange", json!({ "textDocument": { "uri": "file:///tak/ada", "version": 1 }, "contentChanges": [{ "text": "x" }] }));
    editor.tell("$/setTrace", json!({ "value": "off" }));
    editor.send("{\"id\":\"a\",\"result\":null}");
    for uri in ["untitled:Untitled-1", "file:///tak/ada/a.rhai"] {
        editor.open(uri, "fn uji() { 1 }");
        assert_eq!(editor.at("textDocument/hover", uri, (0, 5)), Value::Null);
        assert_eq!(editor.at("textDocument/completion", uri, (99, 99)), Value::Null);
    }
    assert_eq!(editor.ask("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(editor.ask("textDocument/hover", json!({}))["error"]["code"], -32600);
    assert_eq!(editor.end(false), 0);

    let editor = Editor::initialized(&["lsp"], &Value::Null);
    assert_eq!(editor.end(false), 1, "without shutdown");
    let mut editor = Editor::start(&["lsp"]);
    editor.input.write_all(b"bukan kepala\r\n\r\n").unwrap();
    assert_eq!(editor.child.wait().unwrap().code().unwrap(), 1, "what cannot be read");
}
