//! The state of a server, and which answer belongs to which question.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lsp_types::{
    CompletionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentFormattingParams, DocumentSymbolParams, GotoDefinitionParams, HoverParams, ReferenceParams,
    RenameParams, TextDocumentPositionParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use timbang::{Lang, host};

use super::answers::Asked;
use super::documents::Documents;
use super::packs::{Packs, root_of};
use super::transport::Incoming;
use super::{Settings, diagnostics, uris};

const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;
const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_PARAMS: i32 = -32602;
const NOT_INITIALIZED: i32 = -32002;
const REQUEST_FAILED: i32 = -32803;

/// An answer, or the number and the words of an error.
type Answer = Result<Value, (i32, String)>;

/// A server.
pub(super) struct Server {
    settings: Settings,
    documents: Documents,
    packs: Packs,
    initialized: bool,
    shut_down: bool,
    exited: bool,
}

impl Server {
    pub(super) fn new(settings: Settings) -> Server {
        let mut server = Server {
            settings,
            documents: Documents::default(),
            packs: Packs::default(),
            initialized: false,
            shut_down: false,
            exited: false,
        };
        server.settle_bases();
        server
    }

    /// The exit code, once the editor has said that the server shall end.
    pub(super) fn ended(&self) -> Option<u8> {
        self.exited.then(|| u8::from(!self.shut_down))
    }

    /// Takes a message, and gives what there is to say to it.
    pub(super) fn take(&mut self, incoming: Incoming) -> Vec<Value> {
        let error = |code, words: &str| vec![reply(Value::Null, Err((code, words.to_owned())))];
        let message = match incoming {
            Incoming::Json(Value::Object(message)) => message,
            Incoming::Json(_) => return error(INVALID_REQUEST, "a message is an object"),
            Incoming::NoJson | Incoming::Broken => return error(PARSE_ERROR, "this is not JSON"),
        };
        let id = message.get("id").cloned();
        let params = message.get("params").cloned().unwrap_or(Value::Null);
        let Some(method) = message.get("method").and_then(Value::as_str) else {
            // An answer of the editor; the server asks for nothing that needs one.
            let answers = message.contains_key("result") || message.contains_key("error");
            return if answers { Vec::new() } else { error(INVALID_REQUEST, "a message has a method") };
        };
        match id {
            Some(id) if id.is_string() || id.is_number() => {
                let answer = self.request(method, params);
                vec![reply(id, answer)]
            }
            Some(_) => error(INVALID_REQUEST, "an id is a number or a text"),
            None => {
                self.notification(method, params);
                Vec::new()
            }
        }
    }

    /// Checks the packs that changed, and tells what was found.
    pub(super) fn settle(&mut self) -> Vec<Value> {
        let mut messages = Vec::new();
        for root in self.packs.take_untold() {
            let Some(pack) = self.packs.get(&root, &self.settings.bases, &self.documents) else { continue };
            let found = diagnostics::by_file(pack, self.settings.lang);
            let now: BTreeSet<String> = found.keys().cloned().collect();
            for uri in self.packs.tell(&root, now).into_iter().filter(|uri| !found.contains_key(uri)) {
                messages.push(published(&uri, &[]));
            }
            messages.extend(found.iter().map(|(uri, found)| published(uri, found)));
        }
        messages
    }

    fn request(&mut self, method: &str, params: Value) -> Answer {
        if self.shut_down {
            return Err((INVALID_REQUEST, "the server was shut down".to_owned()));
        }
        match (method, self.initialized) {
            ("initialize", false) => return Ok(self.initialize(&params)),
            ("initialize", true) => return Err((INVALID_REQUEST, "initialize was sent before".to_owned())),
            (_, false) => return Err((NOT_INITIALIZED, "initialize was not sent yet".to_owned())),
            _ => {}
        }
        match method {
            "shutdown" => {
                self.shut_down = true;
                Ok(Value::Null)
            }
            "textDocument/completion" => {
                let asked: CompletionParams = read(params)?;
                let at = asked.text_document_position;
                self.at(at.text_document.uri.as_str(), |file| shown(file.completion(at.position)))
            }
            "textDocument/hover" => {
                let asked: HoverParams = read(params)?;
                let at = asked.text_document_position_params;
                self.at(at.text_document.uri.as_str(), |file| shown(file.hover(at.position)))
            }
            "textDocument/definition" => {
                let asked: GotoDefinitionParams = read(params)?;
                let at = asked.text_document_position_params;
                self.at(at.text_document.uri.as_str(), |file| shown(file.definition(at.position)))
            }
            "textDocument/references" => {
                let asked: ReferenceParams = read(params)?;
                let (at, own) = (asked.text_document_position, asked.context.include_declaration);
                self.at(at.text_document.uri.as_str(), |file| shown(file.references(at.position, own)))
            }
            "textDocument/prepareRename" => {
                let at: TextDocumentPositionParams = read(params)?;
                self.at(at.text_document.uri.as_str(), |file| {
                    shown(file.prepare_rename(at.position).map_err(|words| (REQUEST_FAILED, words))?)
                })
            }
            "textDocument/rename" => {
                let asked: RenameParams = read(params)?;
                let (at, new) = (asked.text_document_position, asked.new_name);
                self.at(at.text_document.uri.as_str(), |file| {
                    file.rename(at.position, &new).map_err(|words| (REQUEST_FAILED, words))
                })
            }
            "textDocument/formatting" => {
                let asked: DocumentFormattingParams = read(params)?;
                self.at(asked.text_document.uri.as_str(), |file| {
                    shown(file.formatting().map_err(|words| (REQUEST_FAILED, words))?)
                })
            }
            "textDocument/documentSymbol" => {
                let asked: DocumentSymbolParams = read(params)?;
                self.at(asked.text_document.uri.as_str(), |file| shown(file.symbols()))
            }
            _ => Err((METHOD_NOT_FOUND, format!("the method {method} is not known"))),
        }
    }

    fn notification(&mut self, method: &str, params: Value) {
        match method {
            "exit" => self.exited = true,
            _ if !self.initialized || self.shut_down => {}
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document: file }) = read(params) {
                    self.documents.open(file.uri.as_str(), file.text);
                    self.changed(file.uri.as_str());
                }
            }
            "textDocument/didChange" => {
                if let Ok(changed) = read::<DidChangeTextDocumentParams>(params) {
                    let uri = changed.text_document.uri;
                    self.documents.change(uri.as_str(), changed.content_changes);
                    self.changed(uri.as_str());
                }
            }
            "textDocument/didClose" => {
                if let Ok(DidCloseTextDocumentParams { text_document: file }) = read(params) {
                    self.documents.close(file.uri.as_str());
                    self.changed(file.uri.as_str());
                }
            }
            // What changed on disk concerns every pack that is open.
            "workspace/didChangeWatchedFiles" | "textDocument/didSave" => {
                self.packs.change(self.packs.roots());
            }
            _ => {}
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.initialized = true;
        let options = params.get("initializationOptions");
        let text = |key: &str| options.and_then(|o| o.get(key)).and_then(Value::as_str);
        match text("lang") {
            Some("en") => self.settings.lang = Lang::En,
            Some("id") => self.settings.lang = Lang::Id,
            _ => {}
        }
        if let Some(day) = text("as_of").and_then(|words| host::date(words).ok()) {
            self.settings.as_of = day;
        }
        if let Some(bases) = options.and_then(|o| o.get("base")) {
            let one = bases.as_str().map(PathBuf::from);
            let many = bases.as_array().into_iter().flatten().filter_map(Value::as_str).map(PathBuf::from);
            self.settings.bases = one.into_iter().chain(many).collect();
            self.settle_bases();
        }
        json!({
            "capabilities": {
                "positionEncoding": "utf-16",
                "textDocumentSync": { "openClose": true, "change": 2, "save": true },
                "completionProvider": { "triggerCharacters": [".", "\"", "@", "{", "|", ":", ","] },
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "renameProvider": { "prepareProvider": true },
                "documentFormattingProvider": true,
                "documentSymbolProvider": true,
            },
            "serverInfo": { "name": "timbang", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    /// Folders of bases as the file system knows them, so that an address of a file there is found below them.
    fn settle_bases(&mut self) {
        for base in &mut self.settings.bases {
            if let Ok(whole) = std::fs::canonicalize(&*base) {
                *base = whole;
            }
        }
    }

    /// Notes that the packs of a file are to be checked anew.
    fn changed(&mut self, uri: &str) {
        let Some(path) = uris::to_path(uri) else { return };
        self.packs.change(root_of(&path, &self.documents));
        self.packs.change(self.packs.with(&path));
    }

    /// Asks about a file; one that belongs to no pack has no answer.
    fn at(&mut self, uri: &str, ask: impl FnOnce(&Asked<'_>) -> Answer) -> Answer {
        let Some(path) = uris::to_path(uri) else { return Ok(Value::Null) };
        let Some(root) = root_of(&path, &self.documents) else { return Ok(Value::Null) };
        let (lang, as_of) = (self.settings.lang, self.settings.as_of);
        let pack = self.packs.get(&root, &self.settings.bases, &self.documents);
        match pack.and_then(|pack| pack.place(&path)) {
            Some(place) => ask(&Asked { place, lang, as_of }),
            None => Ok(Value::Null),
        }
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, (i32, String)> {
    serde_json::from_value(params).map_err(|error| (INVALID_PARAMS, error.to_string()))
}

fn shown(found: impl Serialize) -> Answer {
    serde_json::to_value(found).map_err(|error| (REQUEST_FAILED, error.to_string()))
}

fn reply(id: Value, answer: Answer) -> Value {
    match answer {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err((code, message)) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
        }
    }
}

fn published(uri: &str, found: &[lsp_types::Diagnostic]) -> Value {
    json!({
        "jsonrpc": "2.0",
        "method": "textDocument/publishDiagnostics",
        "params": { "uri": uri, "diagnostics": found },
    })
}
