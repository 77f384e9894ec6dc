//! Answers to the browser.

use std::time::Duration;

use tiny_http::{Header, Method, Request, Response};

use super::Preview;

/// The script that waits for the next version and reloads.
const RELOAD_PATH: &str = "~qingdan/reload.js";
/// Answers with the version as soon as it is another than the one in the query.
const VERSION_PATH: &str = "~qingdan/version";
/// A browser asks again after this long without a change.
const PATIENCE: Duration = Duration::from_secs(25);

const RELOAD_SCRIPT: &str = "\
// Preview only: reloads the page when the site was rebuilt. A server that was stopped and started
// counts from the beginning again, so any other number is a new version.
(function () {
  'use strict';
  var seen = '';
  function ask() {
    fetch('/~qingdan/version?' + seen).then(function (r) { return r.text(); }).then(function (now) {
      if (seen !== '' && now !== seen) { location.reload(); return; }
      seen = now;
      ask();
    }).catch(function () { setTimeout(ask, 1000); });
  }
  ask();
}());
";

/// The policy that the site is made for.
const POLICY: &str = "default-src 'self'";

/// Answers a request. A browser that has gone away is no error.
pub(super) fn answer(request: Request, preview: &Preview) {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(Response::empty(405));
        return;
    }
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let path = decode(path.trim_start_matches('/'));
    let (status, kind, body) = match path.as_str() {
        RELOAD_PATH => (200, "text/javascript; charset=utf-8", RELOAD_SCRIPT.into()),
        VERSION_PATH => (200, "text/plain", version(query, preview).into_bytes()),
        path => page(path, preview),
    };
    let mut response = Response::from_data(body).with_status_code(status);
    for (name, value) in [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    let _ = request.respond(response);
}

fn version(query: &str, preview: &Preview) -> String {
    match query.parse() {
        Ok(seen) => preview.wait_for_change(seen, PATIENCE).to_string(),
        Err(_) => preview.status().0.to_string(),
    }
}

fn page(path: &str, preview: &Preview) -> (u16, &'static str, Vec<u8>) {
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let kind = content_type(&file);
    let html = kind.starts_with("text/html");
    if html && let (_, Some(error)) = preview.status() {
        return (500, kind, error_page(&error.zh, &error.en));
    }
    match preview.file(&file) {
        Some(bytes) if html => (200, kind, with_reload(bytes)),
        Some(bytes) => (200, kind, bytes),
        None => {
            let bytes = preview.file("404.html").unwrap_or_else(|| b"404".to_vec());
            (404, "text/html; charset=utf-8", with_reload(bytes))
        }
    }
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ext)| ext) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn with_reload(bytes: Vec<u8>) -> Vec<u8> {
    let script = format!("<script src=\"/{RELOAD_PATH}\" defer></script>");
    match String::from_utf8(bytes) {
        Ok(mut html) => {
            let at = html.rfind("</body>").unwrap_or(html.len());
            html.insert_str(at, &script);
            html.into_bytes()
        }
        Err(error) => error.into_bytes(),
    }
}

fn error_page(zh: &str, en: &str) -> Vec<u8> {
    let (zh, en) = (escape(zh), escape(en));
    let html = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>qingdan: 没有生成</title></head>\
         <body><h1>网站没有生成</h1><pre>{zh}</pre><pre lang=\"en\">{en}</pre><p>改正后会自动刷新。</p></body></html>"
    );
    with_reload(html.into_bytes())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Percent-decoding; what is no UTF-8 names no file.
fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = path.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(decoded.unwrap_or(bytes[at]));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded() {
        assert_eq!(decode("a%20b/%E6%B8%85"), "a b/清");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%f"), "%zz%f");
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let html = String::from_utf8(with_reload(b"<body>x</body></html>".to_vec()));
        assert!(html.is_ok_and(|h| h.ends_with("defer></script></body></html>")));
    }
}
